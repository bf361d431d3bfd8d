package io.bpftest.lab;

import java.util.List;

/** What came of starting a program. */
public final class ExecResult extends CallResult {

    private final long processId;
    private final int exitCode;

    /**
     * Records a start; engines call this.
     *
     * @param processId the process it ran in; 0 if it was refused
     * @param exitCode what it ended with: 128 and the signal's number if one ended it; -1 if it was refused
     */
    public ExecResult(String call, int errorNumber, List<Attachment> attachments, long processId, int exitCode) {
        super(call, errorNumber, attachments);
        this.processId = processId;
        this.exitCode = exitCode;
    }

    /** The number of the process it ran in, as this process sees it; 0 if it was refused. */
    public long processId() {
        return processId;
    }

    /** What it ended with: 128 and the signal's number if one ended it; -1 if it was refused. */
    public int exitCode() {
        return exitCode;
    }

    @Override
    public String outcome() {
        return succeeded() ? "ran and ended with " + exitCode : super.outcome();
    }
}
