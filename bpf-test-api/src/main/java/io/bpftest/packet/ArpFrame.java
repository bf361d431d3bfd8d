package io.bpftest.packet;

import java.net.Inet4Address;
import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.ArpPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.namednumber.ArpHardwareType;
import org.pcap4j.packet.namednumber.ArpOperation;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.util.MacAddress;

/** Describes an ARP request or reply for IPv4; see {@link Packets#arpRequest} and {@link Packets#arpReply}. */
public final class ArpFrame extends Frame<ArpFrame> {

    private static final MacAddress UNKNOWN = Literals.mac("00:00:00:00:00:00");

    private final ArpOperation operation;
    private final Inet4Address senderAddress;
    private final Inet4Address targetAddress;
    private @Nullable MacAddress sender;
    private @Nullable MacAddress target;

    private ArpFrame(ArpOperation operation, String sender, String target) {
        this.operation = operation;
        this.senderAddress = Literals.ip4(sender);
        this.targetAddress = Literals.ip4(target);
    }

    static ArpFrame request(String sender, String target) {
        return new ArpFrame(ArpOperation.REQUEST, sender, target)
                .to(MacAddress.ETHER_BROADCAST_ADDRESS)
                .targetMac(UNKNOWN);
    }

    static ArpFrame reply(String sender, String target) {
        return new ArpFrame(ArpOperation.REPLY, sender, target);
    }

    /** Sets the sender's MAC address in the ARP header; the frame's source unless set. */
    public ArpFrame senderMac(MacAddress address) {
        ArpFrame copy = copy();
        copy.sender = address;
        return copy;
    }

    /** Sets the target's MAC address in the ARP header; zeros in a request, the frame's destination in a reply. */
    public ArpFrame targetMac(MacAddress address) {
        ArpFrame copy = copy();
        copy.target = address;
        return copy;
    }

    @Override
    EtherType etherType() {
        return EtherType.ARP;
    }

    @Override
    Packet.Builder network() {
        return new ArpPacket.Builder()
                .hardwareType(ArpHardwareType.ETHERNET)
                .protocolType(EtherType.IPV4)
                .hardwareAddrLength((byte) MacAddress.SIZE_IN_BYTES)
                .protocolAddrLength((byte) 4)
                .operation(operation)
                .srcHardwareAddr(sender == null ? source() : sender)
                .srcProtocolAddr(senderAddress)
                .dstHardwareAddr(target == null ? destination() : target)
                .dstProtocolAddr(targetAddress);
    }
}
