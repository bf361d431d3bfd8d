package io.bpftest.engine.fork.vm;

import io.bpftest.engine.fork.Guest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A virtual machine, which ends with the JVM in it. Its channels are QEMU's input and output, so that no file is left. */
final class VmGuest implements Guest {

    private static final int SHOWN = 4000;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Process qemu;
    private final Console console = new Console();

    VmGuest(Process qemu) {
        this.qemu = qemu;
        console.follow(qemu.getErrorStream(), "console of VM " + qemu.pid());
    }

    /** Waits until the machine is up; tells whether it is. */
    boolean isUp(Duration limit) throws InterruptedException {
        return console.awaitUp(limit);
    }

    /** Tells whether its console has ended, and so it. */
    boolean isOver() throws InterruptedException {
        return console.awaitEnd(Duration.ZERO);
    }

    /** All that its console has kept. */
    String console() {
        return console.text();
    }

    /** Tells the machine what to do. */
    void tell(byte[] script) throws IOException {
        commands().write(script);
        commands().flush();
    }

    @Override
    public InputStream events() {
        return qemu.getInputStream();
    }

    @Override
    public OutputStream commands() {
        return qemu.getOutputStream();
    }

    @Override
    public String lastOutput() {
        String text = console.text();
        return text.substring(Math.max(text.length() - SHOWN, 0));
    }

    @Override
    public String ending(Duration limit) throws InterruptedException {
        // The console ends with QEMU, and a moment before it can be waited for.
        if (!console.awaitEnd(limit) || !qemu.waitFor(SOON.toMillis(), TimeUnit.MILLISECONDS)) {
            return "did not end within " + limit.toSeconds() + " s";
        }
        if (console.panic().isPresent()) {
            return "ended in a kernel panic: " + console.panic().get();
        }
        return console.said().orElse("ended, since QEMU ended with exit code " + qemu.exitValue());
    }

    @Override
    public void close() {
        qemu.descendants().forEach(ProcessHandle::destroyForcibly);
        qemu.destroyForcibly();
    }
}
