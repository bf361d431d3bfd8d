package io.bpftest.samples.firewall;

import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.bpftest.packet.RawIp4Frame;
import io.bpftest.packet.RawIp6Frame;
import io.bpftest.packet.Udp4Frame;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets that end before their headers do, by the frame's length or by what an earlier header says. */
class CutShortTest extends FirewallTests {

    static final Udp4Frame UDP4 = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    static final byte[] UDP_HEADER = Ip6Headers.transport(UDP4);
    static final byte[] TCP_HEADER =
            Ip6Headers.transport(tcp4("203.0.113.7", 4000, "198.51.100.1", 53).syn());

    /** Frames cut at every byte behind the Ethernet header. */
    static Stream<Arguments> cutFrames() {
        return Stream.of(UDP4, udp6("2001:db8::7", 4000, "2001:db8:1::1", 53), UDP4.vlan(1))
                .flatMap(frame -> IntStream.range(14, frame.bytes().length)
                        .mapToObj(length ->
                                argumentSet(length + " bytes of " + frame, Arrays.copyOf(frame.bytes(), length))));
    }

    @ParameterizedTest
    @MethodSource("cutFrames")
    void dropsAFrameCutAnywhere(byte[] frame) {
        assertDrops(frame, Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0800, 0x86dd})
    void dropsAFrameThatEndsWhereAnIpHeaderIsAnnounced(int etherType) {
        assertDrops(ethernet(etherType), Reason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 13, 19})
    void dropsATcpHeaderCutShortByThePacket(int length) {
        assertDropsCut(TCP, Arrays.copyOf(TCP_HEADER, length));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7})
    void dropsAUdpHeaderCutShortByThePacket(int length) {
        assertDropsCut(UDP, Arrays.copyOf(UDP_HEADER, length));
    }

    /** Padding stands where the rest of the header would be, and must not be taken for it. */
    private void assertDropsCut(int protocol, byte[] start) {
        RawIp4Frame over4 = ipv4("203.0.113.7", "198.51.100.1", protocol).payload(start);
        RawIp6Frame over6 = ipv6("2001:db8::7", "2001:db8:1::1", protocol).payload(start);

        for (byte[] packet : List.of(
                over4.bytes(),
                over4.padded().bytes(),
                over6.bytes(),
                over6.padded().bytes())) {
            counters.clear();
            assertDrops(packet, Reason.MALFORMED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7})
    void dropsAnIcmp6MessageCutShort(int length) {
        assertDrops(ipv6("2001:db8::7", "2001:db8:1::1", 58).payloadOfZeros(length), Reason.MALFORMED);
    }

    @Test
    void passesAShortPacketWithItsPadding() {
        assertPasses(UDP4.padded(), Reason.BY_DEFAULT);
    }
}
