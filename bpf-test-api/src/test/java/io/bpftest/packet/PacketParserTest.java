package io.bpftest.packet;

import static io.bpftest.packet.Packets.tcp6;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UnknownPacket;

class PacketParserTest {

    @Test
    void dissectsAFrame() {
        byte[] frame = tcp6("2001:db8::1", 1, "2001:db8::2", 2).syn().bytes();

        Packet packet = PacketParser.parse(frame);

        assertThat(packet.get(TcpPacket.class).getHeader().getSyn()).isTrue();
        assertThat(packet.getRawData()).isEqualTo(frame);
    }

    @Test
    void givesBytesThatAreNoFrameAsOneUnknownPacket() {
        byte[] bytes = {1, 2, 3};

        assertThat(PacketParser.parse(bytes)).isInstanceOf(UnknownPacket.class);
        assertThat(PacketParser.parse(bytes).getRawData()).isEqualTo(bytes);
        assertThat(PacketParser.parse(new byte[0]).getRawData()).isEmpty();
    }

    @Test
    void takesACopy() {
        byte[] bytes = {1, 2, 3};
        Packet packet = PacketParser.parse(bytes);
        bytes[0] = 9;

        assertThat(packet.getRawData()).startsWith(1);
    }
}
