package io.bpftest.packet;

import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private List<Ip6Extension> extensions = List.of();

    Ip6Frame(String source, String destination) {
        this.source = Literals.ip6(source);
        this.destination = Literals.ip6(destination);
    }

    Ip6Frame(Ip6Frame<?> addresses) {
        this.source = addresses.source;
        this.destination = addresses.destination;
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

    /** Sets the DSCP, 0 to 63; the ECN bits stay. */
    public S dscp(int value) {
        return trafficClass(FieldRange.check("DSCP", value, 0x3f) << 2 | (trafficClass & 3));
    }

    /** Sets the ECN bits, 0 to 3; the DSCP stays. */
    public S ecn(int value) {
        return trafficClass((trafficClass & 0xfc) | FieldRange.check("ECN", value, 3));
    }

    /**
     * Adds a hop-by-hop options header behind the extension headers already there (RFC 8200 wants it first).
     *
     * @param options as they stand in the header; options of padding fill it to a multiple of 8 bytes
     */
    public S hopByHop(byte... options) {
        return extended(Ip6Extension.ofOptions(Ip6Extension.HOP_BY_HOP, options));
    }

    /**
     * Adds a destination options header behind the extension headers already there.
     *
     * @param options as they stand in the header; options of padding fill it to a multiple of 8 bytes
     */
    public S destinationOptions(byte... options) {
        return extended(Ip6Extension.ofOptions(Ip6Extension.DESTINATION_OPTIONS, options));
    }

    /**
     * Adds a routing header behind the extension headers already there. Transport checksums are made with the address
     * in the IPv6 header, as they are right where no segments are left.
     *
     * @param type 0 to 255
     * @param segmentsLeft 0 to 255
     * @param data what follows these two; 4 bytes, or a multiple of 8 more
     */
    public S routing(int type, int segmentsLeft, byte... data) {
        return extended(Ip6Extension.routing(type, segmentsLeft, data));
    }

    /**
     * Adds a fragment header behind the extension headers already there, and changes nothing else; {@link #fragments}
     * splits a packet.
     *
     * @param offset where the data belongs, in bytes, a multiple of 8 up to 65528
     * @param more whether other fragments follow
     * @param identification 0 to 4294967295
     */
    public S fragment(int offset, boolean more, long identification) {
        return extended(Ip6Extension.fragment(offset, more, identification));
    }

    /**
     * Builds this packet and gives the fragments of it, in order, their data as equal in length as multiples of 8
     * allow. The extension headers up to the last hop-by-hop or routing header stay in each; adjustments and damage of
     * what is behind them go into the fragments.
     *
     * @param count how many, at most one for each 8 bytes that can be split
     * @param identification 0 to 4294967295
     */
    public List<RawIp6Frame> fragments(int count, long identification) {
        return overlappingFragments(count, identification, 0);
    }

    /**
     * Gives fragments of which each but the first repeats the end of the one before, which RFC 5722 forbids.
     *
     * @param count how many, at most one for each 8 bytes that can be split
     * @param identification 0 to 4294967295
     * @param overlap how many bytes are repeated, a multiple of 8, at most a fragment's length
     */
    public List<RawIp6Frame> overlappingFragments(int count, long identification, int overlap) {
        List<Ip6Extension> before = extensions.subList(0, Ip6Extension.unfragmentable(extensions));
        List<Ip6Extension> behind = extensions.subList(before.size(), extensions.size());
        byte[] data = IpPart.behind("ip6", bytes(), Ip6Extension.length(before));
        List<RawIp6Frame> fragments = new ArrayList<>();
        for (FragmentRange range : FragmentRange.split(data.length, count, overlap)) {
            RawIp6Frame part = new RawIp6Frame(this, Ip6Extension.first(protocol(), behind)).linkOf(this);
            Ip6Frame<RawIp6Frame> fields = part;
            fields.hopLimit = hopLimit;
            fields.trafficClass = trafficClass;
            fields.flowLabel = flowLabel;
            fields.extensions = before;
            fragments.add(part.fragment(range.start(), !range.last(), identification)
                    .payload(Arrays.copyOfRange(data, range.start(), range.end())));
        }
        return List.copyOf(fragments);
    }

    /** Sets the flow label, 0 to 0xfffff. */
    public S flowLabel(int value) {
        S copy = copy();
        Ip6Frame<S> frame = copy;
        frame.flowLabel = FieldRange.check("flow label", value, 0xf_ffff);
        return copy;
    }

    private S extended(Ip6Extension extension) {
        S copy = copy();
        Ip6Frame<S> frame = copy;
        frame.extensions = Ip6Extension.appended(extensions, extension);
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
        FieldRange.requirePayload(
                payloadLength(), FieldRange.SHORT - transportLength() - Ip6Extension.length(extensions));
        return new IpV6Packet.Builder()
                .version(IpVersion.IPV6)
                .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) trafficClass))
                .flowLabel(IpV6SimpleFlowLabel.newInstance(flowLabel))
                .nextHeader(Ip6Extension.first(protocol(), extensions))
                .hopLimit((byte) hopLimit)
                .srcAddr(source)
                .dstAddr(destination)
                .payloadBuilder(Ip6Extension.around(transport(), protocol().value() & 0xff, extensions))
                .correctLengthAtBuild(true);
    }
}
