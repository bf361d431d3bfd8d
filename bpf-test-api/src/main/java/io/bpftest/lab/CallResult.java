package io.bpftest.lab;

import java.util.List;
import java.util.Optional;

/**
 * What a system call gave that was made where programs decide about it: that it succeeded, or with what error it failed.
 */
public class CallResult {

    private final String call;
    private final int errorNumber;
    private final List<Attachment> attachments;

    /**
     * Records a call; engines call this.
     *
     * @param call the call in words, such as {@code connect to 192.0.2.1:80 of a TCP over IPv4 socket in cgroup test-1}
     * @param errorNumber why it failed, positive; 0 if it succeeded
     * @param attachments what was attached to decide about such calls
     */
    public CallResult(String call, int errorNumber, List<Attachment> attachments) {
        this.call = call;
        this.errorNumber = errorNumber;
        this.attachments = List.copyOf(attachments);
    }

    /** The call in words. */
    public final String call() {
        return call;
    }

    /** Tells whether the call succeeded. */
    public final boolean succeeded() {
        return errorNumber == 0;
    }

    /** The number of the error that it failed with, positive ({@code errno}); 0 if it succeeded. */
    public final int errorNumber() {
        return errorNumber;
    }

    /** The error that it failed with; empty if it succeeded, and for a number without a name here. */
    public final Optional<ErrorNumber> error() {
        return ErrorNumber.of(errorNumber);
    }

    /** The programs that were attached when the call was made. */
    public final List<Attachment> attachments() {
        return attachments;
    }

    /** What came of it, in words. */
    public String outcome() {
        return succeeded() ? "succeeded" : "was refused with " + ErrorNumber.text(errorNumber);
    }

    @Override
    public String toString() {
        return call + " " + outcome();
    }
}
