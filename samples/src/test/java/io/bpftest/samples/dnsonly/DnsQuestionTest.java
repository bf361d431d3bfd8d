package io.bpftest.samples.dnsonly;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.packet.Udp6Frame;
import io.bpftest.program.SocketFilterProgram;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpV4NoOperationOption;
import org.pcap4j.packet.IpV4Packet;

@BpfObject("dns_only.bpf.c")
class DnsQuestionTest {

    static final Udp4Frame QUESTION4 =
            udp4("192.0.2.1", 4000, "198.51.100.1", 53).payload(DnsMessages.question());
    static final Udp6Frame QUESTION6 =
            udp6("2001:db8::1", 4000, "2001:db8:1::1", 53).payload(DnsMessages.question());

    @Test
    void isAcceptedWholeOverIp4(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(QUESTION4.build())).accepts().acceptsWholePacket().isUnchanged();
    }

    @Test
    void isAcceptedWholeOverIp6(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(QUESTION6.build())).accepts().acceptsWholePacket().isUnchanged();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 40})
    void isAcceptedBehindIp4Options(int length, @BpfProgram SocketFilterProgram filter) {
        var options = Collections.<IpV4Packet.IpV4Option>nCopies(length, IpV4NoOperationOption.getInstance());

        assertThat(filter.run(QUESTION4
                        .adjust(IpV4Packet.Builder.class, ip -> ip.options(options))
                        .build()))
                .acceptsWholePacket();
    }

    @Test
    void isAcceptedFromAnyPort(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(QUESTION4.sourcePort(53).build())).acceptsWholePacket();
        assertThat(filter.run(QUESTION4.sourcePort(65535).build())).acceptsWholePacket();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 52, 54, 53 << 8, 5353})
    void isNotLookedForAtOtherPorts(int port, @BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(QUESTION4.destinationPort(port).build())).drops();
        assertThat(filter.run(QUESTION6.destinationPort(port).build())).drops();
    }

    @Test
    void isNotRecognisedByItsSourcePort(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(QUESTION4.sourcePort(53).destinationPort(4000).build()))
                .drops();
    }

    @Test
    @BpfConstant(name = "dns_port", value = "5353")
    void isLookedForAtThePortThatTheConstantNames(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(QUESTION4.destinationPort(5353).build())).acceptsWholePacket();
        assertThat(filter.run(QUESTION4.build())).drops();
    }

    @Test
    void hasToAskSomething(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(
                        QUESTION4.payload(DnsMessages.message(0x0100, 0, 0)).build()))
                .drops();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 15})
    void isNoOtherOperation(int opcode, @BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(QUESTION4
                        .payload(DnsMessages.message(opcode << 11, 1, 0))
                        .build()))
                .drops();
    }
}
