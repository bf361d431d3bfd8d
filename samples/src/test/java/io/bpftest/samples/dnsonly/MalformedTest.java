package io.bpftest.samples.dnsonly;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.samples.dnsonly.DnsQuestionTest.QUESTION4;
import static io.bpftest.samples.dnsonly.DnsQuestionTest.QUESTION6;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.program.SocketFilterProgram;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.namednumber.IpVersion;

/** Questions that are cut short, or whose headers say something wrong: the socket gets none of them. */
@BpfObject("dns_only.bpf.c")
class MalformedTest {

    private static final int UDP = 17;
    private static final byte[] MESSAGE = DnsMessages.question();

    @BpfProgram
    SocketFilterProgram filter;

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 15})
    void dropsAnotherVersionThanIp4(int version) {
        assertThat(filter.run(QUESTION4
                        .adjust(IpV4Packet.Builder.class, ip -> ip.version(IpVersion.getInstance((byte) version)))
                        .build()))
                .drops();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 7})
    void dropsAnotherVersionThanIp6(int version) {
        assertThat(filter.run(QUESTION6
                        .adjust(IpV6Packet.Builder.class, ip -> ip.version(IpVersion.getInstance((byte) version)))
                        .build()))
                .drops();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 19})
    void dropsADatagramTooShortForADnsHeader(int length) {
        assertThat(filter.run(ipv4("192.0.2.1", "198.51.100.1", UDP)
                        .payload(Arrays.copyOf(NotDnsTest.datagram(), length))
                        .build()))
                .drops();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 19})
    void dropsADatagramThatSaysItIsTooShort(int length) {
        assertThat(filter.run(QUESTION4
                        .adjust(UdpPacket.Builder.class, udp -> udp.correctLengthAtBuild(false)
                                .length((short) length))
                        .build()))
                .drops();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11})
    void doesNotTakePaddingForAHeader(int length) {
        assertThat(filter.run(udp4("192.0.2.1", 4000, "198.51.100.1", 53)
                        .payload(Arrays.copyOf(MESSAGE, length))
                        .padded()
                        .build()))
                .drops();
    }

    /** The end of this destination address, and what follows it, make a question to port 53 if read as UDP and DNS. */
    @Test
    void dropsAnIp4HeaderLengthBelowTheMinimum() {
        assertThat(filter.run(udp4("192.0.2.1", 4000, "198.51.0.53", 4000)
                        .payload(MESSAGE)
                        .adjust(UdpPacket.Builder.class, udp -> udp.correctChecksumAtBuild(false)
                                .checksum((short) 0))
                        .adjust(IpV4Packet.Builder.class, ip -> ip.correctLengthAtBuild(false)
                                .ihl((byte) 4)
                                .totalLength((short) (28 + MESSAGE.length)))
                        .build()))
                .drops();
    }
}
