package io.bpftest.assertion;

import io.bpftest.error.PacketSourceException;
import io.bpftest.packet.CapturedPacket;
import io.bpftest.packet.Captures;
import io.bpftest.packet.Frame;
import io.bpftest.packet.PacketForms;
import io.bpftest.packet.PacketGenerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pcap4j.packet.Packet;

/**
 * Compares two programs, or a program and an oracle, packet by packet: each packet goes through both before the next does.
 * Compared are verdicts (those of different program types by pass and drop), output packets unless both drop, and the maps
 * that {@link #comparingMaps} names. Nothing runs before one of the calls that begin with {@code on}.
 *
 * <p>A failure groups what differs by protocols and verdicts, shows the first packet of each group, and saves these as a
 * capture in the report folder. Captures may be of any length. Packets that the kernel takes for neither program are
 * counted; those that it takes for one only are a difference.
 */
public final class Agreement {

    private static final int TRIES = 10_000;

    private final Function<FailureText, AssertionError> failed;
    private final Side found;
    private final Side expected;
    private final List<NamedDifference> exceptions = new ArrayList<>();
    private final List<String> maps = new ArrayList<>();
    private boolean eachPacket;
    private boolean output = true;

    Agreement(Function<FailureText, AssertionError> failed, Side found, Side expected) {
        this.failed = failed;
        this.found = found;
        this.expected = expected;
    }

    /** Leaves out the output packets of what follows: only verdicts, and maps that were named, are compared. */
    public Agreement ignoringOutput() {
        output = false;
        return this;
    }

    /**
     * Compares what these maps hold after the last packet too. They must exist in both objects; entries may have any
     * order.
     *
     * @throws io.bpftest.error.UnknownNameException later, if a side has no map of the name; an oracle has none
     */
    public Agreement comparingMaps(String... names) {
        maps.addAll(List.of(names));
        return this;
    }

    /** Compares what these maps hold after each packet, which takes its time; otherwise as {@link #comparingMaps}. */
    public Agreement comparingMapsAfterEach(String... names) {
        eachPacket = true;
        return comparingMaps(names);
    }

    /**
     * Names a difference that is meant. Packets that are treated differently and for which the predicate is true are
     * counted by this name, the first that fits. A name that no packet needed fails the assertion: it is stale.
     *
     * <pre>{@code
     * assertThat(newFilter).agreesWith(oldFilter)
     *         .except("port 81 is open now", packet -> isToPort(packet, 81))
     *         .on(capture);
     * }</pre>
     *
     * @param name why it differs, for people
     * @param packets is given the packet as pcap4j dissects it
     */
    public Agreement except(String name, Predicate<? super Packet> packets) {
        exceptions.add(new NamedDifference(name, packets));
        return this;
    }

    /**
     * Compares on the packets of a capture, which is read as it is needed.
     *
     * @param capture .pcap or .pcapng; see {@link Captures#find} for one that stands beside a test
     * @throws PacketSourceException if it has no packets
     * @throws io.bpftest.error.FileMissingException if there is none
     * @throws io.bpftest.error.PacketException if it is damaged
     */
    public Agreement on(Path capture) {
        return on(Captures.stream(capture));
    }

    /**
     * Compares on some packets of a capture; otherwise as {@link #on(Path)}.
     *
     * @param filter in libpcap's syntax
     */
    public Agreement on(Path capture, String filter) {
        return on(Captures.stream(capture, filter));
    }

    /**
     * Compares on packets.
     *
     * @param packets each one of pcap4j's {@code Packet}, a {@code Frame}, a {@code CapturedPacket} or {@code byte[]}
     * @throws PacketSourceException if there are none
     */
    public Agreement on(Iterable<?> packets) {
        // A path is an iterable too, of its parts.
        return packets instanceof Path capture ? on(capture) : compare(PacketForms.each(packets), false);
    }

    /** Compares on the packets of a stream, and closes it; otherwise as {@link #on(Iterable)}. */
    public Agreement on(Stream<?> packets) {
        return compare(PacketForms.each(packets), false);
    }

    /** Compares on the packets of descriptions; otherwise as {@link #on(Iterable)}. */
    public Agreement on(Frame<?>... packets) {
        return compare(PacketForms.each(packets), false);
    }

    /** Compares on 10,000 generated packets; see {@link #onGenerated(PacketGenerator, int)}. */
    public Agreement onGenerated(PacketGenerator generator) {
        return onGenerated(generator, TRIES);
    }

    /**
     * Compares on generated packets, to which both programs' constants and the keys of their maps are given, so that rare
     * branches are reached. The first packet of each group is made as small as it can be while both still disagree about
     * it in the same words; maps are not put back for that.
     *
     * @param tries how many, at least 1
     */
    public Agreement onGenerated(PacketGenerator generator, int tries) {
        if (tries < 1) {
            throw new IllegalArgumentException("at least one try");
        }
        PacketGenerator knowing = generator.dictionary(found.dictionary()).dictionary(expected.dictionary());
        return compare(knowing.stream().limit(tries).map(packet -> (Object) packet), true);
    }

    private Agreement compare(Stream<Object> packets, boolean generated) {
        Comparison comparison = new Comparison(found, expected, exceptions, output);
        MapComparison content = new MapComparison(found, expected, maps);
        long number = 0;
        try (packets) {
            for (java.util.Iterator<Object> all = packets.iterator(); all.hasNext(); ) {
                Object packet = all.next();
                number++;
                comparison.next(
                        packet instanceof CapturedPacket captured ? captured.number() : number,
                        PacketForms.bytes(packet));
                if (eachPacket && content.differs()) {
                    break;
                }
            }
        }
        comparison.requireSome();
        content.differs();
        if (generated) {
            comparison.shrink();
        }
        if (comparison.differs() || !content.lines().isEmpty()) {
            throw failed.apply(new AgreementFailure(comparison, content).text(number));
        }
        return this;
    }
}
