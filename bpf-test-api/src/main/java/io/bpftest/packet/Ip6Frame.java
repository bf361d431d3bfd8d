package io.bpftest.packet;

import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
public abstract class Ip6Frame<S extends Ip6Frame<S>> extends IpFrame<S, Inet6Address> {

    private int flowLabel;
    private List<Ip6Extension> extensions = List.of();

    Ip6Frame(String source, String destination) {
        super(Literals.ip6(source), Literals.ip6(destination));
    }

    /** With the same header as another, and so many of its extension headers. */
    Ip6Frame(Ip6Frame<?> like, int extensionCount) {
        super(like);
        flowLabel = like.flowLabel;
        extensions = like.extensions.subList(0, extensionCount);
    }

    /** Sets the hop limit, 0 to 255. */
    public S hopLimit(int hops) {
        return hops(FieldRange.check("hop limit", hops, FieldRange.BYTE));
    }

    /** Sets the traffic class, 0 to 255: DSCP in the upper six bits, ECN in the lower two. */
    public S trafficClass(int value) {
        return classed(FieldRange.check("traffic class", value, FieldRange.BYTE));
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
        int before = Ip6Extension.unfragmentable(extensions);
        IpNumber next = Ip6Extension.first(protocol(), extensions.subList(before, extensions.size()));
        byte[] data = IpPart.behind("ip6", bytes(), Ip6Extension.length(extensions.subList(0, before)));
        List<RawIp6Frame> fragments = new ArrayList<>();
        for (FragmentRange range : FragmentRange.split(data.length, count, overlap)) {
            fragments.add(new RawIp6Frame(this, before, next)
                    .linkOf(this)
                    .fragment(range.start(), !range.last(), identification)
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
                .trafficClass(IpV6SimpleTrafficClass.newInstance((byte) trafficClass()))
                .flowLabel(IpV6SimpleFlowLabel.newInstance(flowLabel))
                .nextHeader(Ip6Extension.first(protocol(), extensions))
                .hopLimit((byte) hops())
                .srcAddr(ipSource())
                .dstAddr(ipDestination())
                .payloadBuilder(Ip6Extension.around(transport(), protocol().value() & 0xff, extensions))
                .correctLengthAtBuild(true);
    }
}
