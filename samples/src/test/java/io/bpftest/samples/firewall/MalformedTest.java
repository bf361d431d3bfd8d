package io.bpftest.samples.firewall;

import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.packet.Tcp4Frame;
import io.bpftest.packet.Udp4Frame;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;
import org.pcap4j.packet.namednumber.IpVersion;

/** Packets whose headers contradict each other or the frame: dropped, whatever the rules say. */
class MalformedTest extends FirewallTests {

    static final Udp4Frame UDP4 = udp4("203.0.113.7", 4000, "198.51.100.1", 53);
    static final Tcp4Frame TCP4 = tcp4("203.0.113.7", 4000, "198.51.100.1", 53).syn();

    @Nested
    class Ip4 {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 4})
        void dropsAHeaderLengthBelowTheMinimum(int words) {
            assertDrops(
                    UDP4.adjust(IpV4Packet.Builder.class, ip -> wrongLength(ip).ihl((byte) words)), Reason.MALFORMED);
        }

        @ParameterizedTest
        @ValueSource(ints = {8, 15})
        void dropsAHeaderLongerThanThePacket(int words) {
            assertDrops(
                    UDP4.adjust(IpV4Packet.Builder.class, ip -> wrongLength(ip).ihl((byte) words)), Reason.MALFORMED);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 5, 6, 15})
        void dropsAnotherVersion(int version) {
            IpVersion wrong = IpVersion.getInstance((byte) version);

            assertDrops(UDP4.adjust(IpV4Packet.Builder.class, ip -> ip.version(wrong)), Reason.MALFORMED);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 19, 20, 27, 29, 65535})
        void dropsATotalLengthOfLessThanTheHeadersOrMoreThanTheFrame(int length) {
            assertDrops(
                    UDP4.adjust(IpV4Packet.Builder.class, ip -> wrongLength(ip).totalLength((short) length)),
                    Reason.MALFORMED);
        }

        /** pcap4j's builder only leaves lengths alone if it corrects nothing of the kind. */
        private IpV4Packet.Builder wrongLength(IpV4Packet.Builder ip) {
            return ip.correctLengthAtBuild(false).ihl((byte) 5).totalLength((short) 28);
        }
    }

    @Nested
    class Ip6 {

        @ParameterizedTest
        @ValueSource(ints = {0, 4, 7})
        void dropsAnotherVersion(int version) {
            IpVersion wrong = IpVersion.getInstance((byte) version);

            assertDrops(
                    icmp6("2001:db8::7", "2001:db8:1::1").adjust(IpV6Packet.Builder.class, ip -> ip.version(wrong)),
                    Reason.MALFORMED);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 7, 9, 65535})
        void dropsAPayloadLengthOfLessThanTheHeaderOrMoreThanTheFrame(int length) {
            assertDrops(
                    udp6("2001:db8::7", 4000, "2001:db8:1::1", 53)
                            .adjust(IpV6Packet.Builder.class, ip -> ip.correctLengthAtBuild(false)
                                    .payloadLength((short) length)),
                    Reason.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void dropsATcpHeaderLengthBelowTheMinimum(int words) {
        assertDrops(
                TCP4.adjust(TcpPacket.Builder.class, tcp -> tcp.correctLengthAtBuild(false)
                        .dataOffset((byte) words)),
                Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void dropsAUdpLengthBelowTheMinimum(int length) {
        assertDrops(
                UDP4.adjust(UdpPacket.Builder.class, udp -> udp.correctLengthAtBuild(false)
                        .length((short) length)),
                Reason.MALFORMED);
    }
}
