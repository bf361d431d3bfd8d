package io.bpftest.packet;

import io.bpftest.error.PacketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.util.MacAddress;

/**
 * Describes an Ethernet frame; {@link Packets} gives the first description, fluent calls change it, {@link #build()}
 * makes the packet.
 *
 * <p>A description is immutable: each call gives a changed copy, so that one can be kept in a constant, shared by
 * tests that run in parallel, and varied. Lengths and checksums are always made right, unless {@link #adjust} or one of
 * the calls of {@link Damageable} says otherwise. Short frames are not padded, since the kernel's test runs take them as they are; see {@link #padded()}.
 *
 * @param <S> the kind of frame itself, so that calls chain in any order
 */
public abstract class Frame<S extends Frame<S>> extends Damageable<S> implements Cloneable {

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
    private List<Adjustment<?>> adjustments = List.of();
    private List<Damage> damages = List.of();
    private boolean padded;

    Frame() {}

    /** Sets the source MAC address; 02:00:00:00:00:01 unless set. */
    public S from(MacAddress source) {
        S copy = copy();
        Frame<S> frame = copy;
        frame.from = source;
        return copy;
    }

    /**
     * Sets the source MAC address.
     *
     * @param source such as {@code 02:00:00:00:00:01}
     * @throws PacketException if the text is no MAC address
     */
    public S from(String source) {
        return from(Literals.mac(source));
    }

    /** Sets the destination MAC address; 02:00:00:00:00:02 unless set (ARP requests: broadcast). */
    public S to(MacAddress destination) {
        S copy = copy();
        Frame<S> frame = copy;
        frame.to = destination;
        return copy;
    }

    /**
     * Sets the destination MAC address.
     *
     * @param destination such as {@code 02:00:00:00:00:02}
     * @throws PacketException if the text is no MAC address
     */
    public S to(String destination) {
        return to(Literals.mac(destination));
    }

    /**
     * Adds an 802.1Q tag (EtherType 0x8100) of priority 0 inside those already there: the first call gives the
     * outermost tag.
     *
     * @param id 0 to 4095
     * @throws PacketException if the id is out of range
     */
    public S vlan(int id) {
        return vlan(id, 0);
    }

    /**
     * Adds an 802.1Q tag with a priority, inside those already there.
     *
     * @param id 0 to 4095
     * @param priority 0 to 7
     * @throws PacketException if one of them is out of range
     */
    public S vlan(int id, int priority) {
        return tagged(new VlanTag(EtherType.DOT1Q_VLAN_TAGGED_FRAMES, id, priority));
    }

    /**
     * Adds an 802.1ad tag of a provider (EtherType 0x88a8) of priority 0, inside those already there; give it before
     * the customer's {@link #vlan(int)}.
     *
     * @param id 0 to 4095
     * @throws PacketException if the id is out of range
     */
    public S svlan(int id) {
        return svlan(id, 0);
    }

    /**
     * Adds an 802.1ad tag of a provider with a priority, inside those already there.
     *
     * @param id 0 to 4095
     * @param priority 0 to 7
     * @throws PacketException if one of them is out of range
     */
    public S svlan(int id, int priority) {
        return tagged(new VlanTag(SERVICE_TAG, id, priority));
    }

    /**
     * Adds an entry of traffic class 0 and TTL 64 to the MPLS label stack behind the VLAN tags (EtherType 0x8847): the
     * first call gives the outermost label.
     *
     * @param label 0 to 0xfffff
     * @throws PacketException if the label is out of range
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
     * @throws PacketException if one of them is out of range
     */
    public S mpls(int label, int trafficClass, int ttl) {
        S copy = copy();
        Frame<S> frame = copy;
        frame.labels = appended(labels, new MplsLabel(label, trafficClass, ttl));
        return copy;
    }

    @Override
    final Damageable<?> withDamage(Damage damage) {
        S copy = copy();
        Frame<S> frame = copy;
        frame.damages = appended(damages, damage);
        return copy;
    }

    /** Pads the frame with zeros to 60 bytes, as a network card does before it sends a short one. */
    public S padded() {
        S copy = copy();
        Frame<S> frame = copy;
        frame.padded = true;
        return copy;
    }

    /**
     * Changes one of pcap4j's builders just before the packet is built: for fields, options and deliberate damage that
     * have no call of their own. Changes run in the order they were given, at every build. To damage a checksum or
     * length, switch off its correction in the same change.
     *
     * <pre>{@code
     * udp4(...).adjust(IpV4Packet.Builder.class, ip -> ip.correctChecksumAtBuild(false).headerChecksum((short) 1))
     * }</pre>
     *
     * @param type which builder; the outermost one of that class. A frame without one fails when it is built
     */
    public <B extends Packet.Builder> S adjust(Class<B> type, Consumer<? super B> change) {
        S copy = copy();
        Frame<S> frame = copy;
        frame.adjustments = appended(adjustments, new Adjustment<B>(type, change));
        return copy;
    }

    /**
     * Makes a new packet from this description. Packets built from one description are equal. What follows the
     * Ethernet header of a damaged frame is one unknown packet, since pcap4j would set some damage right.
     *
     * @throws PacketException if the payload does not fit, an adjustment finds no builder of its class, damage finds no
     *     header, or cuts into the Ethernet header (pcap4j has no packet for that; {@link #bytes()} does)
     */
    public EthernetPacket build() {
        return damages.isEmpty() ? undamaged() : DamagedPacket.of(bytes());
    }

    /**
     * Builds the frame and gives its raw data, from the Ethernet header on.
     *
     * @throws PacketException as {@link #build()} does
     */
    public byte[] bytes() {
        byte[] bytes = undamaged().getRawData();
        if (!damages.isEmpty()) {
            List<HeaderText> headers = PacketText.headers(bytes);
            for (Damage damage : damages) {
                bytes = damage.applyTo(bytes, headers);
            }
        }
        return bytes;
    }

    private EthernetPacket undamaged() {
        Packet.@Nullable Builder inner = network();
        EtherType type = etherType();
        if (!labels.isEmpty()) {
            inner = new HeaderBytesPacket.Builder(MplsLabel.stack(labels), inner);
            type = EtherType.getInstance((short) MplsLabel.UNICAST);
        }
        for (int i = vlans.size() - 1; i >= 0; i--) {
            VlanTag tag = vlans.get(i);
            inner = tag.around(inner, type);
            type = tag.etherType();
        }
        EthernetPacket.Builder ethernet = new EthernetPacket.Builder()
                .srcAddr(from)
                .dstAddr(to)
                .type(type)
                .payloadBuilder(inner)
                .pad(NO_PAD)
                .paddingAtBuild(padded);
        for (Adjustment<?> adjustment : adjustments) {
            adjustment.applyTo(ethernet);
        }
        return completed(ethernet, ethernet.build());
    }

    /** A frame's bytes from the network header on, as a tunnel carries them: without Ethernet header, tags and padding. */
    byte[] packetBytes() {
        S unpadded = copy();
        Frame<S> bare = unpadded;
        bare.padded = false;
        byte[] frame = bare.bytes();
        int start = ETHERNET_LENGTH + TAG_OR_LABEL_LENGTH * (vlans.size() + labels.size());
        return Arrays.copyOfRange(frame, Math.min(start, frame.length), frame.length);
    }

    /** Takes over the Ethernet addresses and tags of another frame. */
    S linkOf(Frame<?> other) {
        S copy = copy();
        Frame<S> frame = copy;
        frame.from = other.from;
        frame.to = other.to;
        frame.vlans = other.vlans;
        frame.labels = other.labels;
        return copy;
    }

    /** Gives the frame in one line, as failure texts show it. */
    @Override
    public String toString() {
        try {
            return PacketText.summary(bytes());
        } catch (PacketException e) {
            return "a frame that cannot be built: " + e.problem().subject();
        }
    }

    MacAddress source() {
        return from;
    }

    MacAddress destination() {
        return to;
    }

    /** The type of what {@link #network()} gives. */
    abstract EtherType etherType();

    /** The builder of all that follows the Ethernet header and the tags, or null if that is nothing. */
    abstract Packet.@Nullable Builder network();

    /** Looks at the packet just built; gives it back, or one with something made right. */
    EthernetPacket completed(EthernetPacket.Builder builder, EthernetPacket packet) {
        return packet;
    }

    S tagged(VlanTag tag) {
        S copy = copy();
        Frame<S> frame = copy;
        frame.vlans = appended(vlans, tag);
        return copy;
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

    private static <T> List<T> appended(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list.size() + 1);
        longer.addAll(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    private record Adjustment<B extends Packet.Builder>(Class<B> type, Consumer<? super B> change) {
        void applyTo(Packet.Builder outermost) {
            B found = outermost.get(type);
            if (found == null) {
                throw FieldRange.absent(type);
            }
            change.accept(found);
        }
    }
}
