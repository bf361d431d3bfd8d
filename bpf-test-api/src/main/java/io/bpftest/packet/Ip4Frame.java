package io.bpftest.packet;

import java.net.Inet4Address;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc1349Tos;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.IpVersion;

/**
 * Describes a frame with an IPv4 header: TTL 64, no fragment, all else zero unless set.
 *
 * @param <S> the kind of frame itself
 */
public abstract class Ip4Frame<S extends Ip4Frame<S>> extends PayloadFrame<S> {

    private static final int HEADER_LENGTH = 20;
    private static final int FRAGMENT_UNIT = 8;
    private static final int LAST_FRAGMENT_OFFSET = 0x1fff * FRAGMENT_UNIT;

    private Inet4Address source;
    private Inet4Address destination;
    private int ttl = 64;
    private int tos;
    private int identification;
    private boolean dontFragment;
    private boolean moreFragments;
    private int fragmentUnits;

    Ip4Frame(String source, String destination) {
        this.source = Literals.ip4(source);
        this.destination = Literals.ip4(destination);
    }

    /** Sets the source address. */
    public S sourceAddress(Inet4Address address) {
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.source = address;
        return copy;
    }

    /** Sets the destination address. */
    public S destinationAddress(Inet4Address address) {
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.destination = address;
        return copy;
    }

    /** Sets the time to live, 0 to 255. */
    public S ttl(int hops) {
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.ttl = FieldRange.check("TTL", hops, FieldRange.BYTE);
        return copy;
    }

    /** Sets the whole type-of-service byte, 0 to 255: DSCP in the upper six bits, ECN in the lower two. */
    public S tos(int value) {
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.tos = FieldRange.check("type of service", value, FieldRange.BYTE);
        return copy;
    }

    /** Sets the DSCP, 0 to 63; the ECN bits stay. */
    public S dscp(int value) {
        return tos(FieldRange.check("DSCP", value, 0x3f) << 2 | (tos & 3));
    }

    /** Sets the identification, 0 to 65535. */
    public S identification(int value) {
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.identification = FieldRange.check("identification", value, FieldRange.SHORT);
        return copy;
    }

    /** Sets the flag that forbids routers to fragment. */
    public S dontFragment() {
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.dontFragment = true;
        return copy;
    }

    /** Sets the flag of a fragment that others follow. */
    public S moreFragments() {
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.moreFragments = true;
        return copy;
    }

    /**
     * Sets where in the whole packet this fragment's data belongs. What follows the IPv4 header stays as described: a
     * later fragment as a network makes it is {@link Packets#ipv4} with raw payload.
     *
     * @param bytes the offset in bytes, a multiple of 8 up to 65528 (the header holds an eighth of it)
     */
    public S fragmentOffset(int bytes) {
        if (bytes % FRAGMENT_UNIT != 0) {
            throw FieldRange.refused("fragment offset", bytes + " bytes", "a multiple of 8 bytes");
        }
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.fragmentUnits = FieldRange.check("fragment offset", bytes, LAST_FRAGMENT_OFFSET) / FRAGMENT_UNIT;
        return copy;
    }

    Inet4Address source4() {
        return source;
    }

    Inet4Address destination4() {
        return destination;
    }

    abstract IpNumber protocol();

    /** The length of the header between IPv4 and the payload, in bytes. */
    abstract int transportLength();

    /** The builder of all that follows the IPv4 header, or null if that is nothing. */
    abstract Packet.@Nullable Builder transport();

    @Override
    EtherType etherType() {
        return EtherType.IPV4;
    }

    @Override
    Packet.Builder network() {
        FieldRange.requirePayload(payloadLength(), FieldRange.SHORT - HEADER_LENGTH - transportLength());
        return new IpV4Packet.Builder()
                .version(IpVersion.IPV4)
                .tos(IpV4Rfc1349Tos.newInstance((byte) tos))
                .identification((short) identification)
                .dontFragmentFlag(dontFragment)
                .moreFragmentFlag(moreFragments)
                .fragmentOffset((short) fragmentUnits)
                .ttl((byte) ttl)
                .protocol(protocol())
                .srcAddr(source)
                .dstAddr(destination)
                .payloadBuilder(transport())
                .paddingAtBuild(true)
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true);
    }
}
