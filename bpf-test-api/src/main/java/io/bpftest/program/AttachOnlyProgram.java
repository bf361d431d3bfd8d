package io.bpftest.program;

/**
 * A program of a type that the kernel takes no test run of ({@code BPF_PROG_TEST_RUN} gives ENOTSUPP): it runs only where
 * it is attached, when what it is attached to happens.
 *
 * <p>Its handle loads it, which has the verifier judge it, and tells what it is, what its maps hold, and how it is tested.
 */
public interface AttachOnlyProgram extends Program {

    /** Says in words how a program of this type is tested: what to attach it to, what to do then, where the effect shows. */
    String howToTest();
}
