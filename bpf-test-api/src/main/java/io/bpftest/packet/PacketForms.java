package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;

/**
 * The forms in which a packet may be given: pcap4j's {@link Packet}, a {@link Frame}, a {@link CapturedPacket}, or the
 * bytes from the Ethernet header on; and those in which many are: streams, iterables (a {@link FrameTemplate} is one),
 * iterators and arrays of packets.
 */
public final class PacketForms {

    /** Some things hold themselves: a file's path is an iterable of paths. */
    private static final int DEEPEST = 8;

    private PacketForms() {}

    /** Tells whether this is one packet, in any of the forms. */
    public static boolean isPacket(@Nullable Object object) {
        return object instanceof byte[]
                || object instanceof Frame<?>
                || object instanceof Packet
                || object instanceof CapturedPacket;
    }

    /**
     * Gives the bytes of a packet, from the Ethernet header on.
     *
     * @throws PacketException if it is a packet in none of the forms, or a frame that cannot be built
     */
    public static byte[] bytes(@Nullable Object packet) {
        if (packet instanceof byte[] bytes) {
            return bytes;
        } else if (packet instanceof Frame<?> frame) {
            return frame.bytes();
        } else if (packet instanceof Packet parsed) {
            return parsed.getRawData();
        } else if (packet instanceof CapturedPacket captured) {
            return captured.bytes();
        }
        throw noPacket(packet);
    }

    /** Gives a packet in one line, as failure texts show it; never fails. */
    public static String text(@Nullable Object packet) {
        if (packet instanceof Frame<?> || packet instanceof CapturedPacket || !isPacket(packet)) {
            return String.valueOf(packet);
        }
        return PacketText.summary(bytes(packet));
    }

    /**
     * Gives the packets of anything that holds some, one by one as they are taken; what holds several within it is
     * opened too. Closing the stream closes the one that was given.
     *
     * @param source a packet, or a stream, iterable, iterator or array of packets
     * @return the packets; what is no packet comes as it is, for the taker to refuse
     */
    public static Stream<@Nullable Object> each(@Nullable Object source) {
        return each(source, DEEPEST);
    }

    private static Stream<@Nullable Object> each(@Nullable Object source, int deepest) {
        Stream<?> items = deepest == 0 ? null : items(source);
        return items == null ? Stream.of((Object) source) : items.flatMap(item -> each(item, deepest - 1));
    }

    /** Tells whether {@link #each} finds packets in such a thing, or it is one. */
    public static boolean mayHoldPackets(Class<?> type) {
        return type == byte[].class
                || type == CapturedPacket.class
                || type == Object.class
                || Frame.class.isAssignableFrom(type)
                || Stream.class.isAssignableFrom(type)
                || Iterable.class.isAssignableFrom(type)
                || Iterator.class.isAssignableFrom(type)
                || type.isArray() && !type.getComponentType().isPrimitive();
    }

    /** pcap4j's packets are iterables of their layers, and mean themselves here. */
    private static @Nullable Stream<?> items(@Nullable Object source) {
        if (isPacket(source)) {
            return null;
        } else if (source instanceof Stream<?> stream) {
            return stream;
        } else if (source instanceof Iterable<?> iterable) {
            return StreamSupport.stream(iterable.spliterator(), false);
        } else if (source instanceof Iterator<?> iterator) {
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, 0), false);
        } else if (source instanceof Object[] array) {
            return Arrays.stream(array);
        }
        return null;
    }

    private static PacketException noPacket(@Nullable Object found) {
        return new PacketException(new Problem(
                "This is no packet",
                found == null ? "null" : found + ", of " + found.getClass().getName(),
                "pcap4j's Packet, a Frame such as udp4(...), a CapturedPacket, or byte[]",
                "give one of these"));
    }
}
