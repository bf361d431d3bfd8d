package io.bpftest.map;

/**
 * A program that stands for another in a {@link ProgramArray}: it counts its calls and returns a constant. It lives as long
 * as the array's object.
 */
public interface StubProgram extends MapProgram {

    /** What it returns. */
    int returnValue();

    /**
     * How often it was called, on all CPUs.
     *
     * @throws io.bpftest.error.ObjectClosedException if the array's object is closed
     */
    long calls();
}
