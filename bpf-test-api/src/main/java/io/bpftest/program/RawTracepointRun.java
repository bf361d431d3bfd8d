package io.bpftest.program;

/** What one test run of a raw tracepoint program gave. */
public final class RawTracepointRun extends Run {

    private final long[] arguments;
    private final RawTracepointOptions options;

    /**
     * Records a run; engines call this.
     *
     * @param arguments what the program was given; not copied
     * @param options where it ran
     * @param returnValue the program's return value, as 32 bits
     */
    public RawTracepointRun(Program program, long[] arguments, RawTracepointOptions options, int returnValue) {
        super(program, returnValue);
        this.arguments = arguments;
        this.options = options;
    }

    /** The arguments that the program was given. */
    public long[] arguments() {
        return arguments.clone();
    }

    /** Where the program ran. */
    public RawTracepointOptions options() {
        return options;
    }
}
