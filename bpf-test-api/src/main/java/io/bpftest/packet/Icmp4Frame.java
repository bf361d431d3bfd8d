package io.bpftest.packet;

import org.pcap4j.packet.IcmpV4CommonPacket;
import org.pcap4j.packet.IcmpV4EchoPacket;
import org.pcap4j.packet.IcmpV4EchoReplyPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IcmpV4Code;
import org.pcap4j.packet.namednumber.IcmpV4Type;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes an ICMPv4 message, an echo request with identifier 1 and sequence 1 unless set; see {@link Packets#icmp4}. */
public final class Icmp4Frame extends Ip4Frame<Icmp4Frame> {

    private IcmpMessage message = IcmpMessage.echo(8, 1, 1);

    Icmp4Frame(String source, String destination) {
        super(source, destination);
    }

    /** Makes it an echo request; identifier and sequence are 0 to 65535. */
    public Icmp4Frame echoRequest(int identifier, int sequence) {
        return message(IcmpMessage.echo(8, identifier, sequence));
    }

    /** Makes it an echo reply; identifier and sequence are 0 to 65535. */
    public Icmp4Frame echoReply(int identifier, int sequence) {
        return message(IcmpMessage.echo(0, identifier, sequence));
    }

    /**
     * Sets type and code by number, each 0 to 255; the four bytes after the checksum become zeros, see {@link
     * #restOfHeader}.
     */
    public Icmp4Frame type(int type, int code) {
        return message(new IcmpMessage(type, code, 0));
    }

    /** Sets the four bytes after the checksum, most significant first, as a number from 0 to 4294967295. */
    public Icmp4Frame restOfHeader(long value) {
        return message(new IcmpMessage(message.type(), message.code(), value));
    }

    @Override
    IpNumber protocol() {
        return IpNumber.ICMPV4;
    }

    @Override
    int transportLength() {
        return IcmpMessage.LENGTH;
    }

    @Override
    Packet.Builder transport() {
        Byte type = (byte) message.type();
        return new IcmpV4CommonPacket.Builder()
                .type(IcmpV4Type.getInstance(type))
                .code(IcmpV4Code.getInstance(type, (byte) message.code()))
                .payloadBuilder(body())
                .correctChecksumAtBuild(true);
    }

    private Packet.Builder body() {
        if (message.is(8)) {
            return new IcmpV4EchoPacket.Builder()
                    .identifier(message.identifier())
                    .sequenceNumber(message.sequence())
                    .payloadBuilder(payload());
        }
        if (message.is(0)) {
            return new IcmpV4EchoReplyPacket.Builder()
                    .identifier(message.identifier())
                    .sequenceNumber(message.sequence())
                    .payloadBuilder(payload());
        }
        return payloadAfter(message.restBytes());
    }

    private Icmp4Frame message(IcmpMessage changed) {
        Icmp4Frame copy = copy();
        copy.message = changed;
        return copy;
    }
}
