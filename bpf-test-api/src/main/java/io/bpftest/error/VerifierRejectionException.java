package io.bpftest.error;

/** Raised when the verifier rejects a program; carries the reason, the line of the source, and the verifier's whole log. */
public final class VerifierRejectionException extends ProgramException {

    private final transient Rejection rejection;

    /**
     * Creates the error.
     *
     * @param message the whole message: where in the source, why, what to do, the kernel's own words
     * @param rejection what was rejected and why
     */
    public VerifierRejectionException(Problem problem, String message, Rejection rejection) {
        super(problem, message);
        this.rejection = rejection;
    }

    /** What was rejected, where in the source, and why. */
    public Rejection rejection() {
        return rejection;
    }

    /** Why the verifier rejected the program. */
    public RejectionReason reason() {
        return rejection.reason();
    }

    /** The name of the program that the verifier rejected. */
    public String program() {
        return rejection.program();
    }

    /** The verifier's whole log, as the kernel wrote it. */
    public String log() {
        return rejection.log();
    }
}
