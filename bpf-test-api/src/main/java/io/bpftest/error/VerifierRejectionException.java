package io.bpftest.error;

/** Raised when the verifier rejects a program; carries the verifier's whole log. */
public final class VerifierRejectionException extends ProgramException {

    private final String program;
    private final String log;

    /**
     * Creates the error.
     *
     * @param message the whole message: where in the source, why, what to do, the kernel's own words
     * @param program the name of the program that was rejected
     * @param log the verifier's whole log, as the kernel wrote it
     */
    public VerifierRejectionException(Problem problem, String message, String program, String log) {
        super(problem, message);
        this.program = program;
        this.log = log;
    }

    /** The name of the program that the verifier rejected. */
    public String program() {
        return program;
    }

    /** The verifier's whole log, as the kernel wrote it. */
    public String log() {
        return log;
    }
}
