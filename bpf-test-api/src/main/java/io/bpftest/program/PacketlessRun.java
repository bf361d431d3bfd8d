package io.bpftest.program;

/** What one test run of a program that takes no packet gave: a return value, and what its type adds. */
public abstract class PacketlessRun {

    private final Program program;
    private final int returnValue;

    /**
     * Records a run; engines call this.
     *
     * @param returnValue the program's return value, as 32 bits
     */
    protected PacketlessRun(Program program, int returnValue) {
        this.program = program;
        this.returnValue = returnValue;
    }

    /** The program that ran. */
    public final Program program() {
        return program;
    }

    /** The return value as the program gave it, in 32 bits. */
    public final int returnValue() {
        return returnValue;
    }

    /** The return value in the words of the program's type, or as a number. */
    public String outcome() {
        return Integer.toString(returnValue);
    }

    @Override
    public String toString() {
        return program.info().title() + " \"" + program.info().name() + "\" returned " + outcome();
    }
}
