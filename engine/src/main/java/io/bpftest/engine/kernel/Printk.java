package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.BpfException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What programs print with {@code bpf_printk} while this thread runs them.
 *
 * <p>The kernel raises a trace event for each line. Test runs happen in the thread that asks for them, so a perf event
 * of this thread sees just its own runs' lines, whatever other threads, JVMs and readers of {@code trace_pipe} do. It is
 * opened by the thread's first run of a program that prints, and stays, because opening takes milliseconds.
 */
public class Printk {

    private static final String SUBJECT = "What programs print with bpf_printk cannot be captured";

    /** {@code bpf_trace_printk} and {@code bpf_trace_vprintk}, by their numbers in {@code linux/bpf.h}. */
    private static final int[] HELPERS = {6, 177};

    /** The field of the event that says where in a record its text stands. */
    private static final String TEXT = "bpf_string";

    private static final Printk NOTHING = new Printk();

    private static final ThreadLocal<OfThread> OF_THREAD = ThreadLocal.withInitial(OfThread::new);

    private Printk() {}

    /** The numbers of the helpers that print. */
    public static int[] helpers() {
        return HELPERS.clone();
    }

    /** Gives the capture for this thread's next run, which captures nothing of a program that cannot print. */
    public static Printk of(boolean prints) {
        return prints ? OF_THREAD.get() : NOTHING;
    }

    /** Begins; to be called right before a run. Never fails. */
    public void start() {}

    /** Gives the lines since the start, or throws what kept them from being captured; ready to be asked later. */
    public Supplier<List<String>> stop() {
        return List::of;
    }

    private static final class OfThread extends Printk {

        private @Nullable PerfBuffer buffer;
        private @Nullable BpfException failure;

        /** The thread of the kernel: a virtual thread of Java changes it. */
        private long thread = -1;

        @Override
        public void start() {
            try {
                long current = SystemCall.GETTID.call(0, 0, 0, 0, 0);
                if (thread != current) {
                    thread = current;
                    open();
                }
                if (buffer != null) {
                    buffer.skip();
                }
            } catch (BpfException e) {
                failure = e;
            }
        }

        private void open() {
            if (buffer != null) {
                buffer.close();
                buffer = null;
            }
            buffer = PerfBuffer.open(Event.get().number(), SUBJECT);
        }

        @Override
        public Supplier<List<String>> stop() {
            PerfBuffer open = buffer;
            if (open == null) {
                BpfException reason = Objects.requireNonNull(failure);
                return () -> {
                    throw reason;
                };
            }
            Stream<String> lines = open.records().stream().map(OfThread::text);
            List<String> all = open.mayHaveLost()
                    ? Stream.concat(
                                    lines,
                                    Stream.of("... (what follows did not fit " + PerfBuffer.CAPACITY + " bytes)"))
                            .toList()
                    : lines.toList();
            return () -> all;
        }

        /** The text of a record: its place is 16 bits of offset, then 16 bits of length with the closing zero. */
        private static String text(byte[] record) {
            int place = ByteBuffer.wrap(record)
                    .order(ByteOrder.nativeOrder())
                    .getInt(Event.get().offset(TEXT));
            String text = new String(record, place & 0xffff, (place >>> 16) - 1, StandardCharsets.UTF_8);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        }
    }

    /** Found out once; what keeps it from that is told each time. */
    private static final class Event {
        private static @Nullable TraceEvent found;

        static synchronized TraceEvent get() {
            TraceEvent event = found;
            if (event == null) {
                event = TraceEvent.of("bpf_trace/bpf_trace_printk", SUBJECT, "Linux 5.9", TEXT);
                found = event;
            }
            return event;
        }
    }
}
