package io.bpftest.samples.dnsonly;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.samples.dnsonly.DnsQuestionTest.QUESTION4;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.bpftest.BpfProgram;
import io.bpftest.packet.Frame;
import io.bpftest.program.SocketFilterProgram;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the socket must not get, however much it resembles DNS. */
@BpfProgram(object = "dns_only.bpf.c")
class NotDnsTest {

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int DESTINATION_OPTIONS = 60;
    private static final byte[] MESSAGE = DnsMessages.question();

    @BpfProgram
    SocketFilterProgram filter;

    static Stream<Arguments> otherProtocols() {
        return Stream.of(
                argumentSet("ARP", arpRequest("192.0.2.1", "192.0.2.2")),
                argumentSet("ICMPv4", icmp4("192.0.2.1", "198.51.100.1")),
                argumentSet("ICMPv6", icmp6("2001:db8::1", "2001:db8:1::1")),
                argumentSet(
                        "TCP over IPv4",
                        tcp4("192.0.2.1", 4000, "198.51.100.1", 53).payload(MESSAGE)),
                argumentSet(
                        "TCP over IPv6",
                        tcp6("2001:db8::1", 4000, "2001:db8:1::1", 53).payload(MESSAGE)),
                argumentSet(
                        "UDP's bytes as TCP over IPv4",
                        ipv4("192.0.2.1", "198.51.100.1", TCP).payload(datagram())),
                argumentSet(
                        "UDP's bytes as TCP over IPv6",
                        ipv6("2001:db8::1", "2001:db8:1::1", TCP).payload(datagram())));
    }

    /** A UDP header and a question. */
    static byte[] datagram() {
        return QUESTION4.build().getPayload().getPayload().getRawData();
    }

    @ParameterizedTest
    @MethodSource("otherProtocols")
    void dropsOtherProtocols(Frame<?> packet) {
        assertThat(filter.run(packet.build())).drops();
    }

    static Stream<Arguments> fragments() {
        return Stream.of(
                argumentSet("the first one", QUESTION4.moreFragments()),
                argumentSet("a middle one", QUESTION4.fragmentOffset(8).moreFragments()),
                argumentSet("the last one", QUESTION4.fragmentOffset(8)),
                argumentSet("the last possible one", QUESTION4.fragmentOffset(65528)));
    }

    @ParameterizedTest
    @MethodSource("fragments")
    void dropsFragments(Frame<?> packet) {
        assertThat(filter.run(packet.build())).drops();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, DESTINATION_OPTIONS})
    void dropsIp6WithExtensionHeaders(int type) {
        byte[] options = Arrays.copyOf(new byte[] {UDP, 0, 1, 4}, 8 + datagram().length);
        System.arraycopy(datagram(), 0, options, 8, datagram().length);

        assertThat(filter.run(ipv6("2001:db8::1", "2001:db8:1::1", type)
                        .payload(options)
                        .build()))
                .drops();
    }
}
