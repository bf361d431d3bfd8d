package io.bpftest.packet;

import io.bpftest.error.PacketException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.EtherType;

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
public abstract class Frame<S extends Frame<S>> extends LinkFrame<S> {

    private List<Adjustment<?>> adjustments = List.of();
    private List<Damage> damages = List.of();
    private boolean padded;

    Frame() {}

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
        EthernetPacket.Builder ethernet = ethernet(etherType(), network()).paddingAtBuild(padded);
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
        return Arrays.copyOfRange(frame, Math.min(linkLength(), frame.length), frame.length);
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

    /** The type of what {@link #network()} gives. */
    abstract EtherType etherType();

    /** The builder of all that follows the Ethernet header and the tags, or null if that is nothing. */
    abstract Packet.@Nullable Builder network();

    /** Looks at the packet just built; gives it back, or one with something made right. */
    EthernetPacket completed(EthernetPacket.Builder builder, EthernetPacket packet) {
        return packet;
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
