package io.bpftest.error;

/** Raised when clang rejects a source; the message holds the first of clang's own diagnostics with file and line. */
public final class CompilationException extends ProgramException {

    private final String diagnostics;

    /**
     * Creates the error.
     *
     * @param diagnostics all that clang said
     */
    public CompilationException(Problem problem, String diagnostics) {
        super(problem);
        this.diagnostics = diagnostics;
    }

    /** All that clang said, where the message shows the first lines only. */
    public String diagnostics() {
        return diagnostics;
    }
}
