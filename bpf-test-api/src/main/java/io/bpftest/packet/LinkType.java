package io.bpftest.packet;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What packets of a capture begin with, as far as they can be made frames of Ethernet, which programs are run on.
 *
 * <p>Captures of a tunnel, of a loopback interface or of the interface "any" have no Ethernet headers. Those packets get one:
 * addresses that the capture does not tell are those of {@link Packets}, {@code 02:00:00:00:00:01} for the sender and {@code
 * 02:00:00:00:00:02} for the receiver; the EtherType is that of the packet, {@code 0xffff} where it is neither IPv4 nor IPv6.
 * Numbers and layouts are those of tcpdump's list of link-layer header types.
 */
public enum LinkType {
    /** Frames of Ethernet, taken as they are. */
    ETHERNET("Ethernet", 0, 1),
    /** IPv4 or IPv6 packets without anything before them. */
    RAW("raw IP", 0, 12, 14, 101),
    /** IPv4 packets without anything before them. */
    IPV4("raw IPv4", 0, 228),
    /** IPv6 packets without anything before them. */
    IPV6("raw IPv6", 0, 229),
    /** Four bytes with an address family in the order of the machine that captured. */
    LOOPBACK("BSD loopback", 4, 0),
    /** Four bytes with an address family in network order. */
    OPENBSD_LOOPBACK("OpenBSD loopback", 4, 108),
    /** What Linux captures on "any": 16 bytes with the sender's address and the EtherType. */
    LINUX_COOKED("Linux cooked", 16, 113),
    /** What Linux captures on "any" today: 20 bytes with the EtherType and the sender's address. */
    LINUX_COOKED_2("Linux cooked, version 2", 20, 276);

    /** An Ethernet header. */
    private static final int ETHERNET_HEADER = 14;

    private static final int MAC = 6;
    private static final int UNKNOWN_TYPE = 0xffff;
    private static final byte[] RECEIVER = {2, 0, 0, 0, 0, 2};
    private static final byte[] SENDER = {2, 0, 0, 0, 0, 1};

    private final String title;
    private final int header;
    private final int[] numbers;

    LinkType(String title, int header, int... numbers) {
        this.title = title;
        this.header = header;
        this.numbers = numbers;
    }

    /** Gives the type of a number that libpcap gives for a capture ({@code pcap_datalink}); empty for all others. */
    public static Optional<LinkType> of(int number) {
        return Arrays.stream(values())
                .filter(type -> Arrays.stream(type.numbers).anyMatch(one -> one == number))
                .findFirst();
    }

    /** Names all types, as errors list them. */
    public static String all() {
        return Arrays.stream(values()).map(LinkType::toString).collect(Collectors.joining(", "));
    }

    /** By how many bytes a packet is longer as a frame; less than 0 where it is shorter. */
    public int growth() {
        return this == ETHERNET ? 0 : ETHERNET_HEADER - header;
    }

    /** How long a packet of so many bytes is as a frame. */
    public int frameLength(int captured) {
        return Math.max(captured, header) + growth();
    }

    /** Gives a packet as a frame of Ethernet. */
    public byte[] frame(byte[] captured) {
        if (this == ETHERNET) {
            return captured;
        }
        byte[] frame = new byte[frameLength(captured.length)];
        frame(ByteBuffer.wrap(captured), ByteBuffer.wrap(frame));
        return frame;
    }

    /**
     * Writes a packet as a frame of Ethernet; both buffers in network order.
     *
     * @param captured what remains of it is the packet; stays as it is
     * @param frame takes the frame from its first byte on
     */
    public void frame(ByteBuffer captured, ByteBuffer frame) {
        int at = captured.position();
        int length = captured.remaining();
        int begin = this == ETHERNET ? 0 : ETHERNET_HEADER;
        if (this != ETHERNET) {
            frame.put(0, RECEIVER).put(6, SENDER);
            sender(captured, at, length, frame);
            frame.putShort(12, (short) etherType(captured, at, length));
        }
        int content = Math.max(0, length - header);
        frame.put(begin, captured, at + length - content, content);
    }

    private void sender(ByteBuffer captured, int at, int length, ByteBuffer frame) {
        int address =
                switch (this) {
                    case LINUX_COOKED -> length >= header && captured.getShort(at + 4) == MAC ? at + 6 : 0;
                    case LINUX_COOKED_2 -> length >= header && captured.get(at + 11) == MAC ? at + 12 : 0;
                    default -> 0;
                };
        if (address > 0) {
            frame.put(6, captured, address, MAC);
        }
    }

    private int etherType(ByteBuffer captured, int at, int length) {
        if (length < header) {
            return UNKNOWN_TYPE;
        }
        return switch (this) {
            case LINUX_COOKED -> Short.toUnsignedInt(captured.getShort(at + 14));
            case LINUX_COOKED_2 -> Short.toUnsignedInt(captured.getShort(at));
            default -> length == header ? UNKNOWN_TYPE : ofVersion(captured.get(at + header) >> 4 & 0xf);
        };
    }

    /** What an IP packet's first four bits say. */
    private static int ofVersion(int version) {
        return version == 4 ? 0x0800 : version == 6 ? 0x86dd : UNKNOWN_TYPE;
    }

    /** Names the type in words, with the number that most captures have: {@code raw IP (101)}. */
    @Override
    public String toString() {
        return title + " (" + numbers[numbers.length - 1] + ")";
    }
}
