package io.bpftest;

/** What stands for a program's calls of one helper; see {@link ProgramSpec#stub}. */
@FunctionalInterface
public interface HelperStub {

    /**
     * Says what the calls return: each the next of the values, and all further calls the last. With one value, all calls
     * return it.
     *
     * <p>A value of at most 32 bits is put in the place of the call instruction. Other values, and several, need a
     * function of the framework's own that is linked with the object: clang compiles it, once for all tests, and the object
     * must have type information (clang's option {@code -g}). Programs of one object that are given the same values for
     * a helper take turns with them. Calls made at the same time on several CPUs may be given the same value.
     *
     * @param first what the first call returns; the helper's result as 64 bits
     * @param further what the calls after it return
     * @throws io.bpftest.error.StubException if a value cannot stand for a call of the helper; says why, and which can
     */
    ProgramSpec returning(long first, long... further);
}
