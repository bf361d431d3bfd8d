package io.bpftest.program;

import io.bpftest.packet.PacketParser;
import io.bpftest.packet.PcapFilter;
import java.util.function.Predicate;
import org.pcap4j.packet.Packet;

/**
 * Says what should become of a packet: the reference that a program is compared with. A model of a program that keeps
 * state implements it and keeps its own; it is asked about each packet once, in their order.
 *
 * <pre>{@code
 * assertThat(filter).agreesWith(PacketOracle.pcapFilter("tcp port 80 and not host 10.0.0.1")).on(capture);
 * }</pre>
 */
@FunctionalInterface
public interface PacketOracle {

    /**
     * Says what should become of a packet.
     *
     * @param frame the bytes from the Ethernet header on; not to be changed
     */
    Expectation expect(byte[] frame);

    /** What the oracle is called in failure texts. */
    default String title() {
        return "the oracle";
    }

    /** Expects a drop where this oracle expects a pass, and the other way round; other expectations stay. */
    default PacketOracle negated() {
        PacketOracle plain = this;
        return new NamedOracle("not (" + title() + ")", frame -> {
            Expectation expected = plain.expect(frame);
            if (expected.equals(Expectation.pass())) {
                return Expectation.drop();
            }
            return expected.equals(Expectation.drop()) ? Expectation.pass() : expected;
        });
    }

    /** The same oracle by another name in failure texts. */
    default PacketOracle as(String title) {
        return new NamedOracle(title, this);
    }

    /**
     * Expects packets to pass that a filter of libpcap takes, and others to be dropped; {@link PcapFilter} tells what such
     * a filter means by fragments and VLAN tags.
     *
     * @param expression such as {@code tcp port 80 and not host 10.0.0.1}
     * @throws io.bpftest.error.PacketException if libpcap does not take it, with libpcap's words
     * @throws io.bpftest.error.ToolMissingException if libpcap is not installed
     */
    static PacketOracle pcapFilter(String expression) {
        PcapFilter filter = PcapFilter.compile(expression);
        return new NamedOracle(
                "the filter \"" + expression + "\"",
                frame -> filter.takes(frame) ? Expectation.pass() : Expectation.drop());
    }

    /**
     * Expects packets to pass for which the predicate is true, and others to be dropped.
     *
     * @param passes is given the packet as pcap4j dissects it; what it cannot dissect is payload
     */
    static PacketOracle passing(Predicate<? super Packet> passes) {
        return new NamedOracle(
                "the predicate",
                frame -> passes.test(PacketParser.exactly(frame)) ? Expectation.pass() : Expectation.drop());
    }
}
