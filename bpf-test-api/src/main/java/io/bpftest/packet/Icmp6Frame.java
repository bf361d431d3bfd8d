package io.bpftest.packet;

import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.IcmpV6EchoReplyPacket;
import org.pcap4j.packet.IcmpV6EchoRequestPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.IcmpV6Code;
import org.pcap4j.packet.namednumber.IcmpV6Type;
import org.pcap4j.packet.namednumber.IpNumber;

/** Describes an ICMPv6 message, an echo request with identifier 1 and sequence 1 unless set; see {@link Packets#icmp6}. */
public final class Icmp6Frame extends Ip6Frame<Icmp6Frame> {

    private IcmpMessage message = IcmpMessage.echo(128, 1, 1);

    Icmp6Frame(String source, String destination) {
        super(source, destination);
    }

    /** Makes it an echo request; identifier and sequence are 0 to 65535. */
    public Icmp6Frame echoRequest(int identifier, int sequence) {
        return message(IcmpMessage.echo(128, identifier, sequence));
    }

    /** Makes it an echo reply; identifier and sequence are 0 to 65535. */
    public Icmp6Frame echoReply(int identifier, int sequence) {
        return message(IcmpMessage.echo(129, identifier, sequence));
    }

    /**
     * Sets type and code by number, each 0 to 255; the four bytes after the checksum become zeros, see {@link
     * #restOfHeader}.
     */
    public Icmp6Frame type(int type, int code) {
        return message(new IcmpMessage(type, code, 0));
    }

    /** Sets the four bytes after the checksum, most significant first, as a number from 0 to 4294967295. */
    public Icmp6Frame restOfHeader(long value) {
        return message(new IcmpMessage(message.type(), message.code(), value));
    }

    @Override
    IpNumber protocol() {
        return IpNumber.ICMPV6;
    }

    @Override
    int transportLength() {
        return IcmpMessage.LENGTH;
    }

    @Override
    Packet.Builder transport() {
        Byte type = (byte) message.type();
        return new IcmpV6CommonPacket.Builder()
                .type(IcmpV6Type.getInstance(type))
                .code(IcmpV6Code.getInstance(type, (byte) message.code()))
                .srcAddr(ipSource())
                .dstAddr(ipDestination())
                .payloadBuilder(body())
                .correctChecksumAtBuild(true);
    }

    private Packet.Builder body() {
        if (message.is(128)) {
            return new IcmpV6EchoRequestPacket.Builder()
                    .identifier(message.identifier())
                    .sequenceNumber(message.sequence())
                    .payloadBuilder(payload());
        }
        if (message.is(129)) {
            return new IcmpV6EchoReplyPacket.Builder()
                    .identifier(message.identifier())
                    .sequenceNumber(message.sequence())
                    .payloadBuilder(payload());
        }
        return payloadAfter(message.restBytes());
    }

    private Icmp6Frame message(IcmpMessage changed) {
        Icmp6Frame copy = copy();
        copy.message = changed;
        return copy;
    }
}
