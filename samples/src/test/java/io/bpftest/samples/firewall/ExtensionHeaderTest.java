package io.bpftest.samples.firewall;

import static io.bpftest.packet.Packets.udp6;
import static io.bpftest.samples.firewall.Ip6Headers.AUTHENTICATION;
import static io.bpftest.samples.firewall.Ip6Headers.DESTINATION_OPTIONS;
import static io.bpftest.samples.firewall.Ip6Headers.HOP_BY_HOP;
import static io.bpftest.samples.firewall.Ip6Headers.ROUTING;
import static io.bpftest.samples.firewall.Ip6Headers.authentication;
import static io.bpftest.samples.firewall.Ip6Headers.fragment;
import static io.bpftest.samples.firewall.Ip6Headers.options;
import static io.bpftest.samples.firewall.Ip6Headers.packet;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.bpftest.packet.RawIp6Frame;
import io.bpftest.samples.firewall.Ip6Headers.Extension;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionHeaderTest extends FirewallTests {

    static final byte[] DNS = Ip6Headers.transport(udp6("2001:db8::7", 4000, "2001:db8:1::1", 53));
    static final int NO_NEXT_HEADER = 59;

    @BeforeEach
    void denyDns() {
        portRules.put(rule(UDP, 53), DENY);
    }

    static Stream<Arguments> chains() {
        return Stream.of(
                chain("none"),
                chain("hop-by-hop options", options(HOP_BY_HOP, 8)),
                chain("longer hop-by-hop options", options(HOP_BY_HOP, 24)),
                chain("routing", options(ROUTING, 24)),
                chain("destination options", options(DESTINATION_OPTIONS, 16)),
                chain("the longest options", options(DESTINATION_OPTIONS, 2048)),
                chain("authentication", authentication(12)),
                chain("longer authentication", authentication(24)),
                chain("four", options(HOP_BY_HOP, 8), options(ROUTING, 24), fragment(0, true), authentication(16)));
    }

    private static Arguments chain(String name, Extension... extensions) {
        return argumentSet(name, packet(UDP, extensions, DNS));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void appliesPortRulesBehindExtensionHeaders(RawIp6Frame packet) {
        assertDrops(packet, Reason.PORT_DENIED);
    }

    @Test
    void dropsAFifthExtensionHeaderSinceAnythingMayHideBehindIt() {
        Extension[] five =
                Collections.nCopies(5, options(DESTINATION_OPTIONS, 8)).toArray(Extension[]::new);

        assertDrops(packet(NO_NEXT_HEADER, five, new byte[0]), Reason.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(ints = {HOP_BY_HOP, ROUTING, Ip6Headers.FRAGMENT, AUTHENTICATION, DESTINATION_OPTIONS})
    void dropsAPacketThatEndsWhereAnExtensionHeaderIsAnnounced(int type) {
        assertDrops(packet(type, new Extension[0], new byte[7]), Reason.MALFORMED);
    }

    @Test
    void dropsOptionsLongerThanThePacket() {
        byte[] announcesSixteenBytes = new byte[15];
        announcesSixteenBytes[0] = NO_NEXT_HEADER;
        announcesSixteenBytes[1] = 1;

        assertDrops(packet(DESTINATION_OPTIONS, new Extension[0], announcesSixteenBytes), Reason.MALFORMED);
    }

    @Test
    void leavesAPacketWithoutNextHeaderToTheDefault() {
        assertPasses(packet(NO_NEXT_HEADER, options(DESTINATION_OPTIONS, 16), new byte[0]), Reason.BY_DEFAULT);
    }

    @Test
    void dropsTransportCutShortBehindAnExtensionHeader() {
        assertDrops(packet(UDP, options(HOP_BY_HOP, 8), new byte[7]), Reason.MALFORMED);
    }
}
