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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpV4NoOperationOption;
import org.pcap4j.packet.IpV4Packet;

@BpfObject("dns_only.bpf.c")
class DnsAnswerTest {

    private static final int IP4 = 20;
    private static final int IP6 = 40;
    private static final int UDP = 8;

    static final Udp4Frame ANSWER4 = udp4("198.51.100.1", 53, "192.0.2.1", 4000).payload(DnsMessages.answer());
    static final Udp6Frame ANSWER6 =
            udp6("2001:db8:1::1", 53, "2001:db8::1", 4000).payload(DnsMessages.answer());

    @Test
    void isAcceptedUpToItsHeaderOverIp4(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(ANSWER4.build())).acceptsBytes(IP4 + UDP + DnsMessages.HEADER);
    }

    @Test
    void isAcceptedUpToItsHeaderOverIp6(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(ANSWER6.build())).acceptsBytes(IP6 + UDP + DnsMessages.HEADER);
    }

    @ParameterizedTest
    @CsvSource({"4, 4", "5, 8", "40, 40"})
    void isAcceptedUpToItsHeaderBehindIp4Options(int length, int padded, @BpfProgram SocketFilterProgram filter) {
        var options = Collections.<IpV4Packet.IpV4Option>nCopies(length, IpV4NoOperationOption.getInstance());

        assertThat(filter.run(ANSWER4.adjust(IpV4Packet.Builder.class, ip -> ip.options(options))
                        .build()))
                .acceptsBytes(IP4 + padded + UDP + DnsMessages.HEADER);
    }

    @Test
    void isAcceptedIfItIsNoMoreThanAHeader(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(ANSWER4.payload(DnsMessages.message(0x8002, 0, 0)).build()))
                .acceptsBytes(IP4 + UDP + DnsMessages.HEADER);
    }

    @ParameterizedTest
    @ValueSource(ints = {52, 54, 53 << 8})
    void isNotLookedForFromOtherPorts(int port, @BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(ANSWER4.sourcePort(port).build())).drops();
    }

    @Test
    void isNotRecognisedByItsDestinationPort(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(ANSWER4.sourcePort(4000).destinationPort(53).build()))
                .drops();
    }

    @Test
    @BpfConstant(name = "answers", value = "false")
    void isIgnoredIfTheConstantSaysSo(@BpfProgram SocketFilterProgram filter) {
        assertThat(filter.run(ANSWER4.build())).drops();
        assertThat(filter.run(ANSWER6.build())).drops();
        assertThat(filter.run(DnsQuestionTest.QUESTION4.build())).accepts();
    }
}
