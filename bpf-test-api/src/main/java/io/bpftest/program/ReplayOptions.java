package io.bpftest.program;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a capture is replayed. Immutable: each call gives a changed copy. */
public final class ReplayOptions {

    /** Which threads run packets. */
    public enum Order {
        /** One thread, unless the program has no state: then all. */
        AUTOMATIC,
        /** One thread runs all packets in their order. */
        IN_ORDER,
        /** Each core runs packets of its own, in no order. */
        ON_ALL_CORES
    }

    private static final ReplayOptions DEFAULT = new ReplayOptions(Order.AUTOMATIC, "", false, false, null);

    private final Order order;
    private final String filter;
    private final boolean cutShort;
    private final boolean upToDamage;
    private final @Nullable Path outputs;

    private ReplayOptions(Order order, String filter, boolean cutShort, boolean upToDamage, @Nullable Path outputs) {
        this.order = order;
        this.filter = filter;
        this.cutShort = cutShort;
        this.upToDamage = upToDamage;
        this.outputs = outputs;
    }

    /**
     * Gives the options of a replay without any: all packets, in their order; on all cores where no packet can matter to
     * another, since the program has no map or global variable that it may write.
     */
    public static ReplayOptions replayOptions() {
        return DEFAULT;
    }

    /** Has one thread run all packets in their order, whatever the program has. */
    public ReplayOptions inOrder() {
        return new ReplayOptions(Order.IN_ORDER, filter, cutShort, upToDamage, outputs);
    }

    /** Has all cores run packets, whatever the program has: what it keeps in maps then depends on chance. */
    public ReplayOptions onAllCores() {
        return new ReplayOptions(Order.ON_ALL_CORES, filter, cutShort, upToDamage, outputs);
    }

    /**
     * Takes some packets only.
     *
     * @param expression in libpcap's syntax, such as {@code udp port 53}
     */
    public ReplayOptions filter(String expression) {
        return new ReplayOptions(order, expression, cutShort, upToDamage, outputs);
    }

    /** Takes packets that were captured cut short as short as they are, which otherwise fail the replay. */
    public ReplayOptions cutShort() {
        return new ReplayOptions(order, filter, true, upToDamage, outputs);
    }

    /** Ends where the capture is damaged, which {@link Replay#damage} tells then, instead of failing there. */
    public ReplayOptions upToDamage() {
        return new ReplayOptions(order, filter, cutShort, true, outputs);
    }

    /**
     * Writes each packet as it came out into a .pcap file, over one of that name, with the times they came in; in their order,
     * so on one thread.
     */
    public ReplayOptions outputs(Path capture) {
        return new ReplayOptions(order, filter, cutShort, upToDamage, capture);
    }

    /** Which threads run packets. */
    public Order order() {
        return outputs == null ? order : Order.IN_ORDER;
    }

    /** Which packets are taken, empty for all. */
    public String filter() {
        return filter;
    }

    /** Whether packets are taken that were captured cut short. */
    public boolean takesCutShort() {
        return cutShort;
    }

    /** Whether the replay ends where the capture is damaged. */
    public boolean endsAtDamage() {
        return upToDamage;
    }

    /** Where the packets that come out go. */
    public Optional<Path> outputs() {
        return Optional.ofNullable(outputs);
    }
}
