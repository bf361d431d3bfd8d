package io.bpftest.engine.fork;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A guest that is a process of this machine. */
final class ProcessGuest implements Guest {

    /** How Java gives a signal as an exit code. */
    private static final int EXIT_CODE_OF_SIGNAL = 128;

    private final Process process;
    private final LastOutput output = new LastOutput();

    ProcessGuest(Process process) {
        this.process = process;
        output.follow(process.getErrorStream(), "output of guest " + process.pid());
    }

    @Override
    public InputStream events() {
        return process.getInputStream();
    }

    @Override
    public OutputStream commands() {
        return process.getOutputStream();
    }

    @Override
    public String lastOutput() {
        return output.text();
    }

    @Override
    public String ending(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return "did not end within " + limit.toSeconds() + " s";
        }
        // A process that it left may keep its output open: then the rest is missing in a message.
        String open = output.complete(limit) ? "" : ", and its output is still open";
        int code = process.exitValue();
        String signal = code > EXIT_CODE_OF_SIGNAL ? " (signal " + (code - EXIT_CODE_OF_SIGNAL) + ")" : "";
        return "ended with exit code " + code + signal + open;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
