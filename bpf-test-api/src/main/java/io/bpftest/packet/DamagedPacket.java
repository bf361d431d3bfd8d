package io.bpftest.packet;

import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import java.util.Arrays;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.UnknownPacket;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.util.MacAddress;

/** Damaged bytes as a packet of pcap4j that holds exactly them. */
final class DamagedPacket {

    private static final int ETHERNET_LENGTH = 14;

    private DamagedPacket() {}

    static EthernetPacket of(byte[] frame) {
        if (frame.length < ETHERNET_LENGTH) {
            throw new PacketException(new Problem(
                    "A frame cut inside its Ethernet header is no packet of pcap4j",
                    frame.length + " bytes",
                    "at least " + ETHERNET_LENGTH + " bytes",
                    "take the frame itself, or its bytes()"));
        }
        Packet.Builder rest =
                new UnknownPacket.Builder().rawData(Arrays.copyOfRange(frame, ETHERNET_LENGTH, frame.length));
        return new EthernetPacket.Builder()
                .dstAddr(MacAddress.getByAddress(Arrays.copyOfRange(frame, 0, 6)))
                .srcAddr(MacAddress.getByAddress(Arrays.copyOfRange(frame, 6, 12)))
                .type(EtherType.getInstance((short) FrameBytes.u16(frame, 12)))
                .payloadBuilder(frame.length == ETHERNET_LENGTH ? null : rest)
                .pad(new byte[0])
                .paddingAtBuild(false)
                .build();
    }
}
