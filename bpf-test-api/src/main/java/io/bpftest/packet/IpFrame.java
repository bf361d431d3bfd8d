package io.bpftest.packet;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IpNumber;

/**
 * What can be said of an IP header of either version.
 *
 * @param <S> the kind of frame itself
 * @param <A> the version's addresses
 */
public abstract class IpFrame<S extends IpFrame<S, A>, A extends InetAddress> extends PayloadFrame<S> {

    private static final int DEFAULT_HOPS = 64;

    private A source;
    private A destination;
    private int hops = DEFAULT_HOPS;
    private int trafficClass;

    IpFrame(A source, A destination) {
        this.source = source;
        this.destination = destination;
    }

    /** With the same in the header as another of this version. */
    IpFrame(IpFrame<?, A> like) {
        this(like.source, like.destination);
        hops = like.hops;
        trafficClass = like.trafficClass;
    }

    /** Sets the source address. */
    public S sourceAddress(A address) {
        S copy = copy();
        IpFrame<S, A> frame = copy;
        frame.source = address;
        return copy;
    }

    /** Sets the destination address. */
    public S destinationAddress(A address) {
        S copy = copy();
        IpFrame<S, A> frame = copy;
        frame.destination = address;
        return copy;
    }

    /** Sets the DSCP, 0 to 63; the ECN bits stay. */
    public S dscp(int value) {
        return classed(FieldRange.check("DSCP", value, 0x3f) << 2 | (trafficClass & 3));
    }

    /** Sets the ECN bits, 0 to 3; the DSCP stays. */
    public S ecn(int value) {
        return classed((trafficClass & 0xfc) | FieldRange.check("ECN", value, 3));
    }

    /** Sets the byte of DSCP and ECN, checked before. */
    S classed(int value) {
        S copy = copy();
        IpFrame<S, A> frame = copy;
        frame.trafficClass = value;
        return copy;
    }

    /** Sets how many routers may still pass it on, checked before. */
    S hops(int value) {
        S copy = copy();
        IpFrame<S, A> frame = copy;
        frame.hops = value;
        return copy;
    }

    A ipSource() {
        return source;
    }

    A ipDestination() {
        return destination;
    }

    int hops() {
        return hops;
    }

    int trafficClass() {
        return trafficClass;
    }

    abstract IpNumber protocol();

    /** The length of the header between IP and the payload, in bytes. */
    abstract int transportLength();

    /** The builder of all that follows the IP header and its extensions, or null if that is nothing. */
    abstract Packet.@Nullable Builder transport();
}
