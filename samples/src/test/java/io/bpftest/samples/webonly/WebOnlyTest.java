package io.bpftest.samples.webonly;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;

import io.bpftest.BpfObject;
import io.bpftest.PacketProperty;
import io.bpftest.packet.Captures;
import io.bpftest.packet.PacketGenerator;
import io.bpftest.program.PacketOracle;
import io.bpftest.program.SocketFilterProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;

/** A socket filter beside the filter of tcpdump's that it was written after. */
@BpfObject("web_only.bpf.c")
class WebOnlyTest {

    private static final Path CAPTURE = Captures.find(WebOnlyTest.class, "../firewall/lan.pcap");

    @Test
    void doesWhatTcpdumpDoes(SocketFilterProgram filter) {
        PacketOracle tcpdump = PacketOracle.pcapFilter("tcp port 80 and not host 10.0.0.1");

        assertThat(filter).agreesWith(tcpdump).on(CAPTURE);
        assertThat(filter)
                .agreesWith(tcpdump)
                .onGenerated(PacketGenerator.protocols().corpus(CAPTURE));
    }

    @Test
    void isForOtherHostsOnly(SocketFilterProgram filter) {
        assertThat(filter.run(tcp4("10.0.0.2", 4000, "198.51.100.1", 80))).accepts();
        assertThat(filter.run(tcp4("10.0.0.1", 4000, "198.51.100.1", 80))).drops();
        assertThat(filter.run(tcp4("198.51.100.1", 80, "10.0.0.1", 4000))).drops();
        assertThat(filter.run(tcp6("2001:db8::1", 80, "2001:db8::2", 4000))).accepts();
    }

    @Test
    void agreesWithAModelInJava(SocketFilterProgram filter) {
        PacketOracle model = PacketOracle.passing(packet -> isOfPort80(packet));

        assertThat(filter).agreesWith(model.as("the model")).on(CAPTURE, "tcp");
    }

    private static boolean isOfPort80(Packet packet) {
        TcpPacket tcp = packet.get(TcpPacket.class);
        return tcp != null
                && (tcp.getHeader().getDstPort().valueAsInt() == 80
                        || tcp.getHeader().getSrcPort().valueAsInt() == 80);
    }

    @PacketProperty(tries = 2_000, seed = 1, corpus = "../firewall/lan.pcap")
    void takesPacketsWholeOrNotAtAll(Packet packet, SocketFilterProgram filter) {
        assertThat(filter.run(packet).returnValue()).isIn(0, 262144);
    }
}
