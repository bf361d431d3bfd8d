package io.bpftest.engine.fork;

/** Raised when a guest can say no more. */
public final class GuestLostException extends Exception {

    private final String lastOutput;

    /**
     * Tells of a loss.
     *
     * @param how what {@link #how} gives
     * @param lastOutput what {@link #lastOutput} gives
     */
    public GuestLostException(String how, String lastOutput) {
        super(how);
        this.lastOutput = lastOutput;
    }

    /** How, as a part of a sentence about the guest: {@code ended with exit code 3}. */
    public String how() {
        return String.valueOf(getMessage());
    }

    /** What its processes wrote last beside messages; may be empty. */
    public String lastOutput() {
        return lastOutput;
    }
}
