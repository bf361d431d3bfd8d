package io.bpftest.packet;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV4Rfc1349Tos;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpVersion;

/**
 * Describes a frame with an IPv4 header: TTL 64, no fragment, all else zero unless set.
 *
 * @param <S> the kind of frame itself
 */
public abstract class Ip4Frame<S extends Ip4Frame<S>> extends IpFrame<S, Inet4Address> {

    private static final byte[] NO_OPTIONS = new byte[0];
    private static final int HEADER_LENGTH = 20;
    private static final int FRAGMENT_UNIT = 8;
    private static final int LAST_FRAGMENT_OFFSET = 0x1fff * FRAGMENT_UNIT;

    private int identification;
    private boolean dontFragment;
    private boolean moreFragments;
    private int fragmentUnits;
    private byte[] options = NO_OPTIONS;

    Ip4Frame(String source, String destination) {
        super(Literals.ip4(source), Literals.ip4(destination));
    }

    /** With the same header as another. */
    Ip4Frame(Ip4Frame<?> like) {
        super(like);
        identification = like.identification;
        dontFragment = like.dontFragment;
        moreFragments = like.moreFragments;
        fragmentUnits = like.fragmentUnits;
        options = like.options;
    }

    /** Sets the time to live, 0 to 255. */
    public S ttl(int hops) {
        return hops(FieldRange.check("TTL", hops, FieldRange.BYTE));
    }

    /** Sets the whole type-of-service byte, 0 to 255: DSCP in the upper six bits, ECN in the lower two. */
    public S tos(int value) {
        return classed(FieldRange.check("type of service", value, FieldRange.BYTE));
    }

    /**
     * Adds options as they stand in the header, behind those already there; ends of list fill the last word.
     *
     * @throws io.bpftest.error.PacketException if all options together are longer than 40 bytes
     */
    public S options(byte... bytes) {
        S copy = copy();
        Ip4Frame<S> frame = copy;
        frame.options = Ip4Options.appended(options, bytes);
        return copy;
    }

    /** Adds the router alert option (RFC 2113). */
    public S routerAlert() {
        return options(Ip4Options.routerAlert());
    }

    /** Adds a record route option with room for so many addresses, 0 to 9. */
    public S recordRoute(int slots) {
        return options(Ip4Options.recordRoute(slots));
    }

    /**
     * Adds a loose source route over those addresses; the last is where the packet ends up, and what transport checksums
     * are made with. The header's destination is the hop before them.
     */
    public S looseSourceRoute(Inet4Address... hops) {
        return options(Ip4Options.sourceRoute(Ip4Options.LOOSE, hops));
    }

    /** Adds a strict source route over those addresses, see {@link #looseSourceRoute}. */
    public S strictSourceRoute(Inet4Address... hops) {
        return options(Ip4Options.sourceRoute(Ip4Options.STRICT, hops));
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

    /**
     * Builds this packet and gives the fragments of it, in order, their data as equal in length as multiples of 8
     * allow. Adjustments and damage of what is behind the IPv4 header go into the fragments, those of the header do
     * not. Later fragments have only the options that RFC 791 has copied.
     *
     * @param count how many, at most one for each 8 bytes behind the IPv4 header
     */
    public List<RawIp4Frame> fragments(int count) {
        return overlappingFragments(count, 0);
    }

    /**
     * Gives fragments of which each but the first repeats the end of the one before.
     *
     * @param count how many, at most one for each 8 bytes behind the IPv4 header
     * @param overlap how many bytes are repeated, a multiple of 8, at most a fragment's length
     */
    public List<RawIp4Frame> overlappingFragments(int count, int overlap) {
        byte[] data = IpPart.behind("ip4", bytes(), 0);
        List<RawIp4Frame> fragments = new ArrayList<>();
        for (FragmentRange range : FragmentRange.split(data.length, count, overlap)) {
            RawIp4Frame part = new RawIp4Frame(this).linkOf(this);
            Ip4Frame<RawIp4Frame> fields = part;
            fields.moreFragments = !range.last() || moreFragments;
            fields.fragmentUnits = FieldRange.check(
                            "fragment offset", fragmentUnits * FRAGMENT_UNIT + range.start(), LAST_FRAGMENT_OFFSET)
                    / FRAGMENT_UNIT;
            fields.options = range.start() == 0 ? options : Ip4Options.copied(options);
            fragments.add(part.payload(Arrays.copyOfRange(data, range.start(), range.end())));
        }
        return List.copyOf(fragments);
    }

    /** Where the packet ends up: behind a source route that is the last of its addresses. */
    Inet4Address destination4() {
        byte[] last = Ip4Options.finalDestination(options);
        return last == null ? ipDestination() : Literals.ip4(last);
    }

    @Override
    EtherType etherType() {
        return EtherType.IPV4;
    }

    @Override
    Packet.Builder network() {
        FieldRange.requirePayload(
                payloadLength(), FieldRange.SHORT - HEADER_LENGTH - (options.length + 3) / 4 * 4 - transportLength());
        return new IpV4Packet.Builder()
                .version(IpVersion.IPV4)
                .tos(IpV4Rfc1349Tos.newInstance((byte) trafficClass()))
                .identification((short) identification)
                .dontFragmentFlag(dontFragment)
                .moreFragmentFlag(moreFragments)
                .fragmentOffset((short) fragmentUnits)
                .ttl((byte) hops())
                .protocol(protocol())
                .srcAddr(ipSource())
                .dstAddr(ipDestination())
                .payloadBuilder(transport())
                // pcap4j sets a header's options one by one as objects; as padding it takes them as they are.
                .padding(Ip4Options.aligned(options))
                .paddingAtBuild(options.length == 0)
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true);
    }
}
