package io.bpftest.samples.firewall;

import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.packet.RawIp4Frame;
import io.bpftest.packet.RawIp6Frame;
import io.bpftest.packet.Udp4Frame;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentTest extends FirewallTests {

    static final Udp4Frame DNS = udp4("203.0.113.7", 4000, "198.51.100.1", 53).payloadOfZeros(16);

    /** The bytes where the ports would be spell port 53, which must not matter. */
    static final RawIp4Frame LATER4 =
            ipv4("203.0.113.7", "198.51.100.1", UDP).payload(new byte[] {0, 53, 0, 53, 0, 8, 0, 0});

    static final RawIp6Frame LATER6 = Ip6Headers.packet(UDP, Ip6Headers.fragment(8, false), new byte[] {0, 53, 0, 53});

    @BeforeEach
    void denyDns() {
        portRules.put(rule(UDP, 53), DENY);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 256 * 8, 65528})
    void passesALaterFragmentOfIp4(int offset) {
        assertPasses(LATER4.fragmentOffset(offset), Reason.LATER_FRAGMENT);
    }

    @Test
    void passesAMiddleFragmentOfIp4() {
        assertPasses(LATER4.fragmentOffset(1480).moreFragments(), Reason.LATER_FRAGMENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 256 * 8, 65528})
    void passesALaterFragmentOfIp6(int offset) {
        assertPasses(
                Ip6Headers.packet(UDP, Ip6Headers.fragment(offset, true), new byte[] {0, 53, 0, 53}),
                Reason.LATER_FRAGMENT);
    }

    @Test
    void appliesPortRulesToTheFirstFragmentOfIp4() {
        assertDrops(DNS.moreFragments(), Reason.PORT_DENIED);
    }

    @Test
    void appliesPortRulesToAPacketThatMustNotBeFragmented() {
        assertDrops(DNS.dontFragment(), Reason.PORT_DENIED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void appliesPortRulesToTheFirstFragmentOfIp6(boolean moreFollow) {
        byte[] dns = Ip6Headers.transport(udp6("2001:db8::7", 4000, "2001:db8:1::1", 53));

        assertDrops(Ip6Headers.packet(UDP, Ip6Headers.fragment(0, moreFollow), dns), Reason.PORT_DENIED);
    }

    @Test
    void dropsAFirstFragmentTooSmallForItsTransportHeader() {
        byte[] segment = tcp4("203.0.113.7", 4000, "198.51.100.1", 80)
                .syn()
                .build()
                .getPayload()
                .getPayload()
                .getRawData();

        assertDrops(
                ipv4("203.0.113.7", "198.51.100.1", TCP)
                        .payload(Arrays.copyOf(segment, 16))
                        .moreFragments(),
                Reason.MALFORMED);
    }

    @Test
    void blocksTheSourceOfALaterFragmentToo(@BpfMap("blocked4") LpmTrie<Long> blocked4) {
        blocked4.put("203.0.113.0/24", 0L);

        assertDrops(LATER4.fragmentOffset(8), Reason.BLOCKED_SOURCE);
    }

    @Nested
    @BpfConstant(name = "drop_fragments", value = "true")
    class WhenFragmentsAreNotWanted {

        @Test
        void dropsALaterFragmentOfIp4() {
            assertDrops(LATER4.fragmentOffset(8), Reason.LATER_FRAGMENT);
        }

        @Test
        void dropsALaterFragmentOfIp6() {
            assertDrops(LATER6, Reason.LATER_FRAGMENT);
        }

        @Test
        void stillPassesAFirstFragment() {
            assertPasses(DNS.destinationPort(54).moreFragments(), Reason.BY_DEFAULT);
        }
    }

    @Nested
    @BpfConstant(name = "default_action", value = "0")
    class WhenTheDefaultIsToDeny {

        @Test
        void passesALaterFragmentSinceTheFirstOneDecides() {
            assertPasses(LATER4.fragmentOffset(8), Reason.LATER_FRAGMENT);
        }
    }
}
