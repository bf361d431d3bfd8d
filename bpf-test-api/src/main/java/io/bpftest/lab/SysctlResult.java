package io.bpftest.lab;

import java.util.List;

/** What reading a file under {@code /proc/sys} gave. */
public final class SysctlResult extends CallResult {

    private final String value;

    /**
     * Records a call; engines call this.
     *
     * @param value what was read, without the newline at its end
     */
    public SysctlResult(String call, int errorNumber, List<Attachment> attachments, String value) {
        super(call, errorNumber, attachments);
        this.value = value;
    }

    /** What was read, without the newline at its end; empty if the call failed. */
    public String value() {
        return value;
    }

    @Override
    public String outcome() {
        return succeeded() ? "gave \"" + value + "\"" : super.outcome();
    }
}
