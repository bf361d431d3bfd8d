package io.bpftest.packet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.util.MacAddress;

/**
 * What every frame has in front: Ethernet addresses, VLAN tags and MPLS labels.
 *
 * @param <S> the kind of frame itself
 */
public abstract class LinkFrame<S extends LinkFrame<S>> extends Damageable<S> implements Cloneable {

    private static final MacAddress SOURCE = Literals.mac("02:00:00:00:00:01");
    private static final MacAddress DESTINATION = Literals.mac("02:00:00:00:00:02");
    private static final EtherType SERVICE_TAG = EtherType.getInstance((short) 0x88a8);
    private static final int ETHERNET_LENGTH = 14;
    private static final int TAG_OR_LABEL_LENGTH = 4;
    private static final byte[] NO_PAD = new byte[0];

    private MacAddress from = SOURCE;
    private MacAddress to = DESTINATION;
    private List<VlanTag> vlans = List.of();
    private List<MplsLabel> labels = List.of();

    LinkFrame() {}

    /** Sets the source MAC address; 02:00:00:00:00:01 unless set. */
    public S from(MacAddress source) {
        S copy = copy();
        LinkFrame<S> frame = copy;
        frame.from = source;
        return copy;
    }

    /**
     * Sets the source MAC address.
     *
     * @param source such as {@code 02:00:00:00:00:01}
     * @throws io.bpftest.error.PacketException if the text is no MAC address
     */
    public S from(String source) {
        return from(Literals.mac(source));
    }

    /** Sets the destination MAC address; 02:00:00:00:00:02 unless set (ARP requests: broadcast). */
    public S to(MacAddress destination) {
        S copy = copy();
        LinkFrame<S> frame = copy;
        frame.to = destination;
        return copy;
    }

    /**
     * Sets the destination MAC address.
     *
     * @param destination such as {@code 02:00:00:00:00:02}
     * @throws io.bpftest.error.PacketException if the text is no MAC address
     */
    public S to(String destination) {
        return to(Literals.mac(destination));
    }

    /**
     * Adds an 802.1Q tag (EtherType 0x8100) of priority 0 inside those already there: the first call gives the
     * outermost tag.
     *
     * @param id 0 to 4095
     * @throws io.bpftest.error.PacketException if the id is out of range
     */
    public S vlan(int id) {
        return vlan(id, 0);
    }

    /**
     * Adds an 802.1Q tag with a priority, inside those already there.
     *
     * @param id 0 to 4095
     * @param priority 0 to 7
     * @throws io.bpftest.error.PacketException if one of them is out of range
     */
    public S vlan(int id, int priority) {
        return tagged(new VlanTag(EtherType.DOT1Q_VLAN_TAGGED_FRAMES, id, priority));
    }

    /**
     * Adds an 802.1ad tag of a provider (EtherType 0x88a8) of priority 0, inside those already there; give it before
     * the customer's {@link #vlan(int)}.
     *
     * @param id 0 to 4095
     * @throws io.bpftest.error.PacketException if the id is out of range
     */
    public S svlan(int id) {
        return svlan(id, 0);
    }

    /**
     * Adds an 802.1ad tag of a provider with a priority, inside those already there.
     *
     * @param id 0 to 4095
     * @param priority 0 to 7
     * @throws io.bpftest.error.PacketException if one of them is out of range
     */
    public S svlan(int id, int priority) {
        return tagged(new VlanTag(SERVICE_TAG, id, priority));
    }

    /**
     * Adds an entry of traffic class 0 and TTL 64 to the MPLS label stack behind the VLAN tags (EtherType 0x8847): the
     * first call gives the outermost label.
     *
     * @param label 0 to 0xfffff
     * @throws io.bpftest.error.PacketException if the label is out of range
     */
    public S mpls(int label) {
        return mpls(label, 0, 64);
    }

    /**
     * Adds an entry to the MPLS label stack behind the VLAN tags, inside those already there.
     *
     * @param label 0 to 0xfffff
     * @param trafficClass 0 to 7
     * @param ttl 0 to 255
     * @throws io.bpftest.error.PacketException if one of them is out of range
     */
    public S mpls(int label, int trafficClass, int ttl) {
        S copy = copy();
        LinkFrame<S> frame = copy;
        frame.labels = appended(labels, new MplsLabel(label, trafficClass, ttl));
        return copy;
    }

    /** The builder of the Ethernet header around the tags, the labels and a packet of a type. */
    EthernetPacket.Builder ethernet(EtherType networkType, Packet.@Nullable Builder network) {
        Packet.@Nullable Builder inner = network;
        EtherType type = networkType;
        if (!labels.isEmpty()) {
            inner = new HeaderBytesPacket.Builder(MplsLabel.stack(labels), inner);
            type = EtherType.getInstance((short) MplsLabel.UNICAST);
        }
        for (int i = vlans.size() - 1; i >= 0; i--) {
            VlanTag tag = vlans.get(i);
            inner = tag.around(inner, type);
            type = tag.etherType();
        }
        return new EthernetPacket.Builder()
                .srcAddr(from)
                .dstAddr(to)
                .type(type)
                .payloadBuilder(inner)
                .pad(NO_PAD);
    }

    /** The length of all in front of the network header, in bytes. */
    int linkLength() {
        return ETHERNET_LENGTH + TAG_OR_LABEL_LENGTH * (vlans.size() + labels.size());
    }

    /** Takes over the Ethernet addresses and tags of another frame. */
    S linkOf(LinkFrame<?> other) {
        S copy = copy();
        LinkFrame<S> frame = copy;
        frame.from = other.from;
        frame.to = other.to;
        frame.vlans = other.vlans;
        frame.labels = other.labels;
        return copy;
    }

    MacAddress source() {
        return from;
    }

    MacAddress destination() {
        return to;
    }

    /** A copy for a fluent call to change before anybody else sees it. */
    @SuppressWarnings("unchecked")
    final S copy() {
        try {
            return (S) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // this class is Cloneable
        }
    }

    static <T> List<T> appended(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    S tagged(VlanTag tag) {
        S copy = copy();
        LinkFrame<S> frame = copy;
        frame.vlans = appended(vlans, tag);
        return copy;
    }
}
