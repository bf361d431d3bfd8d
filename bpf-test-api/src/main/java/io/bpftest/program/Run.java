package io.bpftest.program;

/** What one test run of any program gave: its return value, at least. */
public abstract class Run {

    private final Program program;
    private final int returnValue;

    /**
     * Records a run; engines call this.
     *
     * @param returnValue the program's return value, as 32 bits
     */
    protected Run(Program program, int returnValue) {
        this.program = program;
        this.returnValue = returnValue;
    }

    /** The program that ran. */
    public Program program() {
        return program;
    }

    /** The return value as the program gave it, in 32 bits. */
    public final int returnValue() {
        return returnValue;
    }

    /** The return value in the words of the program's type, such as {@code XDP_DROP}, or as a number. */
    public String outcome() {
        return Integer.toString(returnValue);
    }

    @Override
    public String toString() {
        return program.info().title() + " \"" + program.info().name() + "\" returned " + outcome();
    }
}
