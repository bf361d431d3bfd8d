package io.bpftest.packet;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.namednumber.TcpPort;

/** The described part of a TCP header; length and checksum are made when the packet is built. Immutable. */
public final class TcpHeader implements Cloneable {

    static final int LENGTH = 20;

    private int sourcePort;
    private int destinationPort;
    private long sequence;
    private long acknowledgment;
    private int flags;
    private int window = 0xffff;
    private int urgentPointer;
    private byte[] options = TcpOptions.NONE;

    private TcpHeader() {}

    /**
     * Describes a header without flags, its numbers zero, its window 65535.
     *
     * @throws io.bpftest.error.PacketException if a port is not in 0 to 65535
     */
    public static TcpHeader of(int sourcePort, int destinationPort) {
        return new TcpHeader().withSourcePort(sourcePort).withDestinationPort(destinationPort);
    }

    /** The same with another source port, 0 to 65535. */
    public TcpHeader withSourcePort(int port) {
        TcpHeader copy = copy();
        copy.sourcePort = FieldRange.check("source port", port, FieldRange.SHORT);
        return copy;
    }

    /** The same with another destination port, 0 to 65535. */
    public TcpHeader withDestinationPort(int port) {
        TcpHeader copy = copy();
        copy.destinationPort = FieldRange.check("destination port", port, FieldRange.SHORT);
        return copy;
    }

    /** The same with another sequence number, 0 to 4294967295. */
    public TcpHeader withSequence(long number) {
        TcpHeader copy = copy();
        copy.sequence = FieldRange.check("sequence number", number, FieldRange.INT);
        return copy;
    }

    /** The same with another acknowledgment number, 0 to 4294967295. */
    public TcpHeader withAcknowledgment(long number) {
        TcpHeader copy = copy();
        copy.acknowledgment = FieldRange.check("acknowledgment number", number, FieldRange.INT);
        return copy;
    }

    /** The same with another window, 0 to 65535. */
    public TcpHeader withWindow(int size) {
        TcpHeader copy = copy();
        copy.window = FieldRange.check("window", size, FieldRange.SHORT);
        return copy;
    }

    /** The same with another urgent pointer, 0 to 65535. */
    public TcpHeader withUrgentPointer(int offset) {
        TcpHeader copy = copy();
        copy.urgentPointer = FieldRange.check("urgent pointer", offset, FieldRange.SHORT);
        return copy;
    }

    /** The same with one flag more. */
    public TcpHeader withFlag(TcpFlag flag) {
        TcpHeader copy = copy();
        copy.flags |= flag.mask();
        return copy;
    }

    /**
     * The same with options as they stand in the header, behind those already there; ends of list fill the last word.
     *
     * @throws io.bpftest.error.PacketException if all options together are longer than 40 bytes
     */
    public TcpHeader withOptions(byte... bytes) {
        TcpHeader copy = copy();
        copy.options = TcpOptions.appended(options, bytes);
        return copy;
    }

    /** The length with options, in bytes. */
    int length() {
        return LENGTH + (options.length + 3) / 4 * 4;
    }

    TcpPacket.Builder builder(InetAddress source, InetAddress destination, Packet.@Nullable Builder payload) {
        return new TcpPacket.Builder()
                .srcPort(TcpPort.getInstance((short) sourcePort))
                .dstPort(TcpPort.getInstance((short) destinationPort))
                .sequenceNumber((int) sequence)
                .acknowledgmentNumber((int) acknowledgment)
                // pcap4j counts ECE and CWR among the six reserved bits of RFC 793.
                .reserved((byte) (flags / TcpFlag.ECE.mask()))
                .urg(has(TcpFlag.URG))
                .ack(has(TcpFlag.ACK))
                .psh(has(TcpFlag.PSH))
                .rst(has(TcpFlag.RST))
                .syn(has(TcpFlag.SYN))
                .fin(has(TcpFlag.FIN))
                .window((short) window)
                .urgentPointer((short) urgentPointer)
                .srcAddr(source)
                .dstAddr(destination)
                .payloadBuilder(payload)
                // pcap4j sets a header's options one by one as objects; as padding it takes them as they are.
                .padding(TcpOptions.aligned(options))
                .paddingAtBuild(options.length == 0)
                .correctLengthAtBuild(true)
                .correctChecksumAtBuild(true);
    }

    private boolean has(TcpFlag flag) {
        return (flags & flag.mask()) != 0;
    }

    private TcpHeader copy() {
        try {
            return (TcpHeader) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e); // this class is Cloneable
        }
    }
}
