package io.bpftest.packet;

import java.net.Inet6Address;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.IpV6SimpleFlowLabel;
import org.pcap4j.packet.IpV6SimpleTrafficClass;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;

/**
 * Describes a frame with an IPv6 header: hop limit 64, all else zero unless set.
 *
 * @param <S> the kind of frame itself
 */
public abstract class Ip6Frame<S extends Ip6Frame<S>> extends PayloadFrame<S> {

    private Inet6Address source;
    private Inet6Address destination;
    private int hopLimit = 64;
    private int trafficClass;
    private int flowLabel;

    Ip6Frame(String source, String destination) {
        this.source = Literals.ip6(source);
        this.destination = Literals.ip6(destination);
    }

    /** Sets the source address. */
    public S sourceAddress(Inet6Address address) {
        S copy = copy();
        Ip6Frame<S> frame = copy;
        frame.source = address;
        return copy;
    }

    /** Sets the destination address. */
    public S destinationAddress(Inet6Address address) {
        S copy = copy();
        Ip6Frame<S> frame = copy;
        frame.destination = address;
        return copy;
    }

    /** Sets the hop limit, 0 to 255. */
    public S hopLimit(int hops) {
        S copy = copy();
        Ip6Frame<S> frame = copy;
        frame.hopLimit = FieldRange.check("hop limit", hops, FieldRange.BYTE);
        return copy;
    }

    /** Sets the traffic class, 0 to 255: DSCP in the upper six bits, ECN in the lower two. */
    public S trafficClass(int value) {
        S copy = copy();
        Ip6Frame<S> frame = copy;
        frame.trafficClass = FieldRange.check("traffic class", value, FieldRange.BYTE);
        return copy;
    }

    /** Sets the flow label, 0 to 0xfffff. */
    public S flowLabel(int value) {
        S copy = copy();
        Ip6Frame<S> frame = copy;
        frame.flowLabel = FieldRange.check("flow label", value, 0xf_ffff);
        return copy;
    }

    Inet6Address source6() {
        return source;
    }

    Inet6Address destination6() {
        return destination;
    }

    abstract IpNumber protocol();

    /** The length of the header between IPv6 and the payload, in bytes. */
    abstract int transportLength();

    /** The builder of all that follows the IPv6 header, or null if that is nothing. */
    abstract Packet.@Nullable Builder transport();

    @Override
    EtherType etherType() {
        return EtherType.IPV6;
    }

    @Override
    Packet.Builder network() {
        FieldRange.requirePayload(payloadLength(), FieldRange.SHORT - transportLength());
        return new IpV6Packet.Builder()
                .version(IpVersion.IPV6)
                .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) trafficClass))
                .flowLabel(IpV6SimpleFlowLabel.newInstance(flowLabel))
                .nextHeader(protocol())
                .hopLimit((byte) hopLimit)
                .srcAddr(source)
                .dstAddr(destination)
                .payloadBuilder(transport())
                .correctLengthAtBuild(true);
    }
}
