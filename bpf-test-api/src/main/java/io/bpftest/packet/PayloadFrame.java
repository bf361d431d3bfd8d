package io.bpftest.packet;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UnknownPacket;

/**
 * Describes a frame whose last layer carries a payload; empty unless set.
 *
 * @param <S> the kind of frame itself
 */
public abstract class PayloadFrame<S extends PayloadFrame<S>> extends Frame<S> {

    private static final byte[] NONE = new byte[0];

    private byte[] payload = NONE;

    PayloadFrame() {}

    /** Sets the payload to the text's bytes in UTF-8. */
    public S payload(String text) {
        return owned(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sets the payload to a copy of the bytes. */
    public S payload(byte[] bytes) {
        return owned(bytes.clone());
    }

    /** Sets the payload: a message or tunnel that goes in UDP, such as VXLAN or DNS. The ports stay as they are. */
    public S carrying(UdpContent content) {
        return payload(content.bytes());
    }

    /** Sets the payload to a packet's raw data. */
    public S payload(Packet packet) {
        return owned(packet.getRawData());
    }

    /**
     * Sets the payload to zeros.
     *
     * @param length how many bytes
     * @throws io.bpftest.error.PacketException if the length is negative, or longer than any IP packet
     */
    public S payloadOfZeros(int length) {
        return owned(new byte[FieldRange.check("payload length", length, FieldRange.SHORT)]);
    }

    /** The length of {@link #payload()}, in bytes. */
    int payloadLength() {
        return payload.length;
    }

    /** The builder of what the last header carries, or null if that is nothing. */
    Packet.@Nullable Builder payload() {
        return payload.length == 0 ? null : new UnknownPacket.Builder().rawData(payload);
    }

    /** The builder of the payload after some bytes that belong to the header but that pcap4j has no field for. */
    Packet.Builder payloadAfter(byte[] first) {
        byte[] all = new byte[first.length + payload.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(payload, 0, all, first.length, payload.length);
        return new UnknownPacket.Builder().rawData(all);
    }

    private S owned(byte[] bytes) {
        S copy = copy();
        PayloadFrame<S> frame = copy;
        frame.payload = bytes;
        return copy;
    }
}
