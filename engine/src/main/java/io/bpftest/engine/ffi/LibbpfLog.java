package io.bpftest.engine.ffi;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what libbpf says while it does one thing.
 *
 * <p>Otherwise libbpf is silent: its messages are hundreds a load, and each would cost a call into Java. So a step runs
 * silently first, and once more with its messages collected only after it failed.
 */
public final class LibbpfLog {

    private static final int DEBUG = 2;
    private static final int LONGEST = 64 * 1024;

    private static final ThreadLocal<@Nullable LibbpfLog> COLLECTING = new ThreadLocal<>();

    /** Kept here so that the native side's pointer to it stays valid. */
    private static final LibBpf.Print PRINT = LibbpfLog::receive;

    private static int collectors;

    private final List<String> lines = new ArrayList<>();
    private final ByteBuffer buffer = NativeMemory.allocate(LONGEST);
    private final long address = NativeMemory.address(buffer);

    private LibbpfLog() {}

    /** What a step gave and what libbpf said meanwhile, line by line, without debugging messages. */
    public record Collected<T>(T result, List<String> lines) {}

    /** Runs a step in this thread and collects what libbpf says in it. */
    public static <T> Collected<T> during(Supplier<T> step) {
        LibbpfLog log = new LibbpfLog();
        COLLECTING.set(log);
        listen(1);
        try {
            return new Collected<>(step.get(), List.copyOf(log.lines));
        } finally {
            listen(-1);
            COLLECTING.remove();
        }
    }

    private static synchronized void listen(int change) {
        int before = collectors;
        collectors += change;
        if (before == 0 || collectors == 0) {
            Native.libbpf().libbpf_set_print(collectors == 0 ? null : PRINT);
        }
    }

    /** Called by libbpf in whatever thread it works; nothing may be thrown through its frames. */
    private static int receive(int level, long format, long arguments) {
        LibbpfLog log = COLLECTING.get();
        if (log != null && level < DEBUG) {
            Native.libc().vsnprintf(log.address, LONGEST, format, arguments);
            NativeMemory.getString(log.address)
                    .lines()
                    .map(LibbpfLog::withoutPrefix)
                    .forEach(log.lines::add);
        }
        return 0;
    }

    private static String withoutPrefix(String line) {
        return line.startsWith("libbpf: ") ? line.substring("libbpf: ".length()) : line;
    }
}
