package io.bpftest.samples.docs;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.lab.SocketKind.UDP4;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.Bpf;
import io.bpftest.BpfLab;
import io.bpftest.error.FilterException;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.TestSocket;
import io.bpftest.packet.CapturedPacket;
import io.bpftest.packet.Captures;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ClassicInstruction;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The code of docs/classic.md. */
class ClassicPageTest {

    private static final ClassicFilterProgram WEB = Bpf.classicFilter("tcp port 80 and not host 192.0.2.1");

    private static final Path LAN =
            Captures.find(ClassicPageTest.class, "src/test/java/io/bpftest/samples/firewall/lan.pcap");

    @Test
    void anExpressionIsAProgramToRun() {
        assertThat(WEB.run(tcp4("203.0.113.7", 4000, "198.51.100.1", 80).syn())).accepts();
        assertThat(WEB.run(tcp4("192.0.2.1", 4000, "198.51.100.1", 80).syn())).drops();
        assertThat(WEB.run(udp4("203.0.113.7", 4000, "198.51.100.1", 80))).drops();
    }

    @Test
    void instructionsMayComeFromElsewhere() {
        ClassicFilterProgram headers =
                Bpf.classicFilter(ClassicInstruction.parse("4,40 0 0 12,21 0 1 2048,6 0 0 34,6 0 0 0"));

        assertThat(headers.run(udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x")))
                .acceptsBytes(34);
    }

    @Test
    void theKernelsRefusalNamesTheInstruction() {
        assertThatThrownBy(() -> Bpf.classicFilter(ClassicInstruction.parse("2,52 0 0 0,6 0 0 34")))
                .isInstanceOf(FilterException.class)
                .hasMessage("""
                        The kernel does not take classic filter "2 instructions"
                          found     instruction 0, counted from 0, { 0x34, 0, 0, 0x00000000 }; the kernel says EINVAL (Invalid argument)
                          required  an instruction that linux/filter.h has, a jump forward and within the filter, no division by 0, and a return at the end
                          remedy    correct it; of an expression, leave out protochain, which libpcap makes a loop of""");
    }

    @Test
    void aSocketTakesItToo(@BpfLab Lab lab) {
        LabHost host = lab.host("a");
        TestSocket server = host.socket(UDP4);
        server.bind("127.0.0.1", 5000);
        // Of what begins with "GET", behind a UDP header of 8 bytes: the first 3 letters. Of all else: nothing.
        host.attach(
                Bpf.classicFilter(
                        ClassicInstruction.parse("5,32 0 0 8,84 0 0 4294967040,21 0 1 1195725824,6 0 0 11,6 0 0 0")),
                server);

        host.socket(UDP4).sendTo("127.0.0.1", 5000, "PUT /");
        host.socket(UDP4).sendTo("127.0.0.1", 5000, "GET /");

        assertThat(server.receive()).gives("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp port 80",
                "tcp and not port 80",
                "udp port 53",
                "arp or icmp or icmp6",
                "ip6",
                "host 192.0.2.10",
                "tcp[tcpflags] & tcp-syn != 0",
                "greater 100"
            })
    void theKernelAndLibpcapAgreeOnWhatALanSends(String expression) {
        ClassicFilterProgram filter = Bpf.classicFilter(expression);
        List<Integer> wanted;
        try (Stream<CapturedPacket> packets = Captures.stream(LAN, expression)) {
            wanted = packets.map(CapturedPacket::number).toList();
        }

        List<Integer> accepted;
        try (Stream<CapturedPacket> packets = Captures.stream(LAN)) {
            accepted = packets.filter(packet -> filter.run(packet.bytes()).accepts())
                    .map(CapturedPacket::number)
                    .toList();
        }

        assertThat(accepted).isEqualTo(wanted);
    }
}
