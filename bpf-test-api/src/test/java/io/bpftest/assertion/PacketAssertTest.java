package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.packet.PacketParser;
import io.bpftest.program.XdpRun;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;

class PacketAssertTest extends ReportingTest {

    private static final int TTL = 14 + 8;

    private final Packet packet = query(64);

    private static Packet query(int ttl) {
        return udp4("203.0.113.7", 4000, "198.51.100.1", 53)
                .ttl(ttl)
                .payload("x")
                .build();
    }

    private static XdpRun run(Packet in, Packet out) {
        return new XdpRun(FixtureProgram.xdp(), in.getRawData(), out.getRawData(), 3, 30, new byte[] {7, 0, 0, 0});
    }

    @Nested
    class Bytes {

        @Test
        void passWhereTheyAreEqual() {
            Object sameAsObject = query(64).getRawData();
            assertThat(packet)
                    .isEqualTo(query(64))
                    .isEqualTo(query(64).getRawData())
                    .isEqualTo(sameAsObject)
                    .isNotEqualTo(query(63))
                    .isNotEqualTo(query(63).getRawData())
                    .isNotEqualTo("text")
                    .hasLength(43);
        }

        @Test
        void areShownWithTheHeadersWhereTheyDiffer() {
            assertThat(messageOf(() -> assertThat(packet).isEqualTo(query(63)))).isEqualTo("""
                    The packet differs from the expected packet
                      header  ip4  ttl       expected 63              found 64
                              ip4  checksum  expected 0x1594 (right)  found 0x1494 (right)
                      bytes   - expected, + found
                                (1 equal line)
                              - 000010  00 1d 00 00 00 00 3f 11  15 94 cb 00 71 07 c6 33
                              + 000010  00 1d 00 00 00 00 40 11  14 94 cb 00 71 07 c6 33
                                                          ^^     ^^
                                (1 equal line)
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      wanted  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 63 / udp 4000 > 53 / 1 B payload
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        }

        @Test
        void areComparedAlsoWhereTheCompilerKnowsAnObjectOnly() {
            Object other = query(63);
            assertThat(messageOf(() -> assertThat(packet).isEqualTo(other)))
                    .startsWith("The packet differs from the expected packet\n");
            Object same = query(64).getRawData();
            assertThat(messageOf(() -> assertThat(packet).isNotEqualTo(same))).isEqualTo("""
                    The packet has the same bytes as the other, expected it to differ
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources-2.pcap""");
            assertThat(messageOf(() -> assertThat(packet).isEqualTo("text"))).contains("text");
        }

        @Test
        void areSavedAsFoundAndAsExpected() {
            Failing.failureOf(() -> assertThat(packet).isEqualTo(query(63)));
            assertThat(PcapBytes.read(reports.resolve("XdpFirewallTest/dropsBlockedSources.pcap")))
                    .containsExactly(packet.getRawData(), query(63).getRawData());
        }

        @Test
        void areComparableInAnIde() {
            assertThat(Failing.failureOf(() -> assertThat(packet).isEqualTo(query(63))))
                    .isInstanceOfSatisfying(AssertionFailedError.class, failed -> {
                        assertThat(failed.getExpected().getValue().toString()).contains("ip4 ttl 63\n");
                        assertThat(failed.getActual().getValue().toString()).contains("ip4 ttl 64\n");
                    });
        }

        @Test
        void areCounted() {
            assertThat(messageOf(() -> assertThat(packet).hasLength(60))).isEqualTo("""
                    The packet has 43 bytes, expected 60
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        }
    }

    @Nested
    class Headers {

        @Test
        void passWhereTheyAreThere() {
            assertThat(packet)
                    .hasHeader(UdpPacket.class)
                    .doesNotHaveHeader(Dot1qVlanTagPacket.class)
                    .hasHeaderSatisfying(
                            IpV4Packet.class,
                            ip -> assertThat(ip.getHeader().getTtlAsInt()).isEqualTo(64));
        }

        @Test
        void areNamedWhereTheyAreMissingOrTooMany() {
            assertThat(messageOf(() -> assertThat(packet).hasHeader(TcpPacket.class)))
                    .isEqualTo("""
                    The packet has no TcpPacket
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
            assertThat(messageOf(() -> assertThat(packet).doesNotHaveHeader(UdpPacket.class)))
                    .startsWith("The packet has a UdpPacket, expected none\n");
            assertThat(messageOf(() -> assertThat(packet).hasHeaderSatisfying(TcpPacket.class, tcp -> {})))
                    .startsWith("The packet has no TcpPacket\n");
        }

        @Test
        void showWhatTheyDoNotSatisfy() {
            AssertionError error =
                    Failing.failureOf(() -> assertThat(packet).hasHeaderSatisfying(IpV4Packet.class, ip -> assertThat(
                                    ip.getHeader().getTtlAsInt())
                            .isEqualTo(63)));
            assertThat(error).hasCauseInstanceOf(AssertionError.class);
            assertThat(error.getMessage().replace(reports.toString(), "target/bpf-test"))
                    .isEqualTo("""
                    The packet has the wrong IpV4Packet
                      reason  expected: 63
                               but was: 64
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        }
    }

    @Nested
    class Fields {

        @Test
        void passWhereTheyHaveTheValue() {
            assertThat(packet)
                    .hasField("ip4", "ttl", 64)
                    .hasField("ip4", "ttl", "64")
                    .hasField("ip4", "protocol", 17)
                    .hasField("ip4", "protocol", "17 (UDP)")
                    .hasField("ip4", "source", "203.0.113.7");
        }

        @Test
        void showTheOtherValue() {
            assertThat(messageOf(() -> assertThat(packet).hasField("ip4", "ttl", 63)))
                    .isEqualTo("""
                    The packet has ip4 ttl 64, expected 63
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
            assertThat(messageOf(() -> assertThat(packet).hasField("ip4", "protocol", 1)))
                    .startsWith("The packet has ip4 protocol 17 (UDP), expected 1\n");
        }

        @Test
        void listTheNamesThereAre() {
            assertThat(messageOf(() -> assertThat(packet).hasField("ip6", "ttl", 63)))
                    .isEqualTo("""
                    The packet has no header ip6, expected its ttl to be 63
                      has     eth, ip4, udp, payload
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
            assertThat(messageOf(() -> assertThat(packet).hasField("udp", "port", 53)))
                    .startsWith("""
                    The packet has no field port in its header udp, expected it to be 53
                      has     source port, destination port, length, checksum
                    """);
        }
    }

    @Nested
    class Checksums {

        @Test
        void passWhereTheyFitOrAreLeftOut() {
            assertThat(packet).hasValidChecksums();
            byte[] none = packet.getRawData();
            none[14 + 20 + 6] = 0;
            none[14 + 20 + 7] = 0;
            assertThat(PacketParser.parse(none)).hasValidChecksums();
        }

        @Test
        void areShownWithTheRightOnes() {
            byte[] changed = packet.getRawData();
            changed[TTL]--;
            changed[changed.length - 1]++;
            assertThat(messageOf(() -> assertThat(PacketParser.parse(changed)).hasValidChecksums()))
                    .isEqualTo("""
                    The packet has ip4 checksum 0x1494 (wrong, 0x1594 is right) and udp checksum 0x11ca (wrong, 0x10ca is right)
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 63 bad checksum / udp 4000 > 53 bad checksum / 1 B payload
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        }

        @Test
        void mustNotBeLeftOutOverIpv6() {
            byte[] none = udp6("2001:db8::7", 4000, "2001:db8::1", 53).build().getRawData();
            none[14 + 40 + 6] = 0;
            none[14 + 40 + 7] = 0;
            assertThat(messageOf(() -> assertThat(PacketParser.parse(none)).hasValidChecksums()))
                    .startsWith("The packet has udp checksum 0x0000");
        }
    }

    @Nested
    class OfARun {

        @Test
        void passWhereTheyCameOutAsTheyShould() {
            assertThat(run(packet, packet))
                    .isUnchanged()
                    .hasOutput(packet)
                    .hasOutput(packet.getRawData())
                    .packet()
                    .hasField("ip4", "ttl", 64);
            assertThat(run(packet, query(63)))
                    .isChanged()
                    .hasOutput(query(63))
                    .packet()
                    .isEqualTo(query(63))
                    .hasField("ip4", "ttl", 63);
        }

        @Test
        void areShownWithTheRunWhereTheyDifferFromTheExpectedOne() {
            assertThat(messageOf(() -> assertThat(run(packet, packet)).hasOutput(query(63))))
                    .isEqualTo("""
                    The output of XDP program "xdp_firewall" differs from the expected packet
                      header  ip4  ttl       expected 63              found 64
                              ip4  checksum  expected 0x1594 (right)  found 0x1494 (right)
                      bytes   - expected, + found
                                (1 equal line)
                              - 000010  00 1d 00 00 00 00 3f 11  15 94 cb 00 71 07 c6 33
                              + 000010  00 1d 00 00 00 00 40 11  14 94 cb 00 71 07 c6 33
                                                          ^^     ^^
                                (1 equal line)
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      output  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      wanted  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 63 / udp 4000 > 53 / 1 B payload
                      maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                      source  xdp_firewall.bpf.c, section xdp, kernel 6.18 (local)
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        }

        @Test
        void areShownWithTheRunWhereTheyShouldHaveStayed() {
            assertThat(messageOf(() -> assertThat(run(packet, query(63))).isUnchanged()))
                    .isEqualTo("""
                    XDP program "xdp_firewall" changed the packet, expected it unchanged
                      header  ip4  ttl       expected 64              found 63
                              ip4  checksum  expected 0x1494 (right)  found 0x1594 (right)
                      bytes   - expected, + found
                                (1 equal line)
                              - 000010  00 1d 00 00 00 00 40 11  14 94 cb 00 71 07 c6 33
                              + 000010  00 1d 00 00 00 00 3f 11  15 94 cb 00 71 07 c6 33
                                                          ^^     ^^
                                (1 equal line)
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      output  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 63 / udp 4000 > 53 / 1 B payload
                      maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                      source  xdp_firewall.bpf.c, section xdp, kernel 6.18 (local)
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
            assertThat(messageOf(() -> assertThat(run(packet, packet)).isChanged()))
                    .startsWith(
                            "XDP program \"xdp_firewall\" left the packet unchanged, expected it changed\n  packet");
        }

        @Test
        void keepTheDescriptionAndTheRun() {
            assertThat(messageOf(() -> assertThat(run(packet, packet))
                            .as("routed")
                            .packet()
                            .hasField("ip4", "ttl", 63)))
                    .isEqualTo("""
                    [routed] The output of XDP program "xdp_firewall" has ip4 ttl 64, expected 63
                      packet  eth 02:..:01 > 02:..:02 / ip4 203.0.113.7 > 198.51.100.1 ttl 64 / udp 4000 > 53 / 1 B payload
                      maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                      source  xdp_firewall.bpf.c, section xdp, kernel 6.18 (local)
                      saved   target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap""");
        }
    }

    @Test
    void refusesNull() {
        Packet none = null;
        assertThat(Failing.messageOf(() -> assertThat(none).hasLength(1))).contains("not to be null");
        assertThat(Failing.messageOf(() -> assertThat(none).isEqualTo(packet))).contains("not to be null");
    }
}
