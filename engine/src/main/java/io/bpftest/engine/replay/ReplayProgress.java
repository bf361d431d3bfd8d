package io.bpftest.engine.replay;

import io.bpftest.engine.ffi.Native;
import java.nio.file.Path;
import java.util.Locale;

/** Says on a terminal how far a long replay is, in one line that goes when it ends; nothing where there is no terminal. */
final class ReplayProgress {

    private static final long FIRST_NANOS = 2_000_000_000L;
    private static final long NEXT_NANOS = 250_000_000L;
    private static final int STANDARD_ERROR = 2;

    private final String name;
    private final boolean shown;
    private final long begun = System.nanoTime();
    private long due = begun + FIRST_NANOS;
    private boolean visible;

    private ReplayProgress(String name, boolean shown) {
        this.name = name;
        this.shown = shown;
    }

    static ReplayProgress of(Path capture, boolean first) {
        boolean terminal = first && Native.libc().isatty(STANDARD_ERROR) == 1;
        return new ReplayProgress(String.valueOf(capture.getFileName()), terminal);
    }

    void at(long packets) {
        if (!shown) {
            return;
        }
        long now = System.nanoTime();
        if (now - due >= 0) {
            due = now + NEXT_NANOS;
            visible = true;
            long each = packets * 1_000_000_000L / Math.max(1, now - begun);
            System.err.printf(Locale.ROOT, "\rbpf-test: %s: %,d packets, %,d a second ", name, packets, each);
        }
    }

    void end() {
        if (visible) {
            System.err.print("\r\u001b[K");
            visible = false;
        }
    }
}
