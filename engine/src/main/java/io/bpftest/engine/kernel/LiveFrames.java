package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.BpfException;
import io.bpftest.program.LiveFrameCounts;
import io.bpftest.program.RedirectTarget;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the kernel does with the live frames that this thread runs, by the trace events that they raise in it.
 *
 * <p>Live frames are the only way to redirect that both belongs to a thread and raises these events. The events are
 * filtered, since what other interfaces receive may be handled while a thread's frames are.
 */
public final class LiveFrames {

    private static final String SUBJECT = "What becomes of live frames cannot be counted";

    /** Stands for no map in a record ({@code xdp_do_redirect}); older kernels say 0. */
    private static final int NO_MAP = Integer.MAX_VALUE;

    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable Counters counters;
    private @Nullable BpfException failure;

    private LiveFrames() {}

    /** What is open while frames run. */
    private record Counters(
            PerfEvent redirects, PerfBuffer taken, PerfEvent refusals, PerfBuffer refused, PerfEvent passes) {}

    /** The events, found out once. */
    private record Events(TraceEvent redirect, TraceEvent refusal, TraceEvent pass) {
        private static @Nullable Events found;

        static synchronized Events get() {
            Events events = found;
            if (events == null) {
                events = new Events(
                        redirect("xdp/xdp_redirect"),
                        redirect("xdp/xdp_redirect_err"),
                        TraceEvent.of("net/netif_receive_skb_list_entry", SUBJECT, "Linux 4.19", "name"));
                found = events;
            }
            return events;
        }

        private static TraceEvent redirect(String name) {
            return TraceEvent.of(
                    name, SUBJECT, "Linux 5.6", "prog_id", "ifindex", "err", "to_ifindex", "map_id", "map_index");
        }
    }

    /**
     * Begins to count; to be called right before the run. Never fails.
     *
     * @param program the file descriptor of the program
     * @param ingress the index of the interface that the frames come in by
     */
    public static LiveFrames start(int program, int ingress) {
        LiveFrames frames = new LiveFrames();
        try {
            frames.open(program, ingress);
        } catch (BpfException e) {
            frames.failure = e;
            frames.close();
        }
        return frames;
    }

    private void open(int program, int ingress) {
        Events events = Events.get();
        String own = "prog_id == " + ObjectId.ofProgram(program, SUBJECT) + " && ifindex == " + ingress;
        PerfEvent redirects = filtered(PerfEvent.recorded(events.redirect.number(), SUBJECT), own);
        PerfBuffer taken = PerfBuffer.open(redirects, SUBJECT);
        open.add(taken);
        PerfEvent refusals = filtered(PerfEvent.recorded(events.refusal.number(), SUBJECT), own);
        PerfBuffer refused = PerfBuffer.open(refusals, SUBJECT);
        open.add(refused);
        PerfEvent passes = filtered(
                PerfEvent.counted(events.pass.number(), SUBJECT),
                "name == \"" + NetworkInterfaces.nameOf(ingress) + "\"");
        open.add(passes);
        counters = new Counters(redirects, taken, refusals, refused, passes);
    }

    private static PerfEvent filtered(PerfEvent event, String filter) {
        try {
            event.filter(filter, SUBJECT);
            return event;
        } catch (BpfException e) {
            event.close();
            throw e;
        }
    }

    /** Ends counting; gives what was counted, or throws what kept it from being counted, ready to be asked later. */
    public Supplier<LiveFrameCounts> stop() {
        Counters counted = counters;
        if (counted != null) {
            try {
                LiveFrameCounts counts = counts(counted);
                return () -> counts;
            } catch (BpfException e) {
                failure = e;
            } finally {
                close();
            }
        }
        BpfException reason = failure;
        return () -> {
            throw reason == null ? new IllegalStateException("neither counted nor failed") : reason;
        };
    }

    private void close() {
        for (AutoCloseable resource : open) {
            if (resource instanceof PerfBuffer buffer) {
                buffer.close();
            } else if (resource instanceof PerfEvent event) {
                event.close();
            }
        }
        open.clear();
    }

    private static LiveFrameCounts counts(Counters counted) {
        return new LiveFrameCounts(
                counted.passes.count(SUBJECT),
                counted.redirects.count(SUBJECT),
                counted.refusals.count(SUBJECT),
                first(counted.taken, Events.get().redirect).or(() -> first(counted.refused, Events.get().refusal)));
    }

    private static Optional<RedirectTarget> first(PerfBuffer buffer, TraceEvent event) {
        return buffer.records().stream().findFirst().map(bytes -> target(bytes, event));
    }

    private static RedirectTarget target(byte[] bytes, TraceEvent event) {
        ByteBuffer record = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        int index = record.getInt(event.offset("to_ifindex"));
        int map = record.getInt(event.offset("map_id"));
        int error = record.getInt(event.offset("err"));
        return new RedirectTarget(
                index,
                NetworkInterfaces.nameOf(index),
                map == 0 || map == NO_MAP
                        ? Optional.empty()
                        : Optional.of(ObjectId.entry(map, record.getInt(event.offset("map_index")))),
                error == 0 ? Optional.empty() : Optional.of(Errno.text(error)));
    }
}
