package io.bpftest.packet;

import static io.bpftest.packet.Packets.dnsQuery;
import static io.bpftest.packet.Packets.igmpLeave;
import static io.bpftest.packet.Packets.igmpQuery;
import static io.bpftest.packet.Packets.igmpReport;
import static io.bpftest.packet.Packets.ipv4;
import static io.bpftest.packet.Packets.ipv6;
import static io.bpftest.packet.Packets.sctp;
import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** IGMP, SCTP and DNS. */
class CarriedProtocolTest {

    private static final RawIp4Frame IP4 = ipv4("192.0.2.1", "224.0.0.1").ttl(1);
    private static final Udp4Frame UDP = udp4("192.0.2.1", 4000, "192.0.2.2", 53);

    @Test
    void carriesIgmp() {
        byte[] report = IP4.carrying(igmpReport("224.1.2.3")).routerAlert().bytes();

        assertThat(PacketText.summary(report)).endsWith("ttl 1 options RA / igmp v2 report 224.1.2.3");
        assertThat(ReferenceChecksums.icmp4Holds(report, 38)).isTrue();
        assertThat(IP4.carrying(igmpQuery("0.0.0.0").maxResponse(100)))
                .asString()
                .endsWith("igmp query 0.0.0.0");
        assertThat(IP4.carrying(igmpLeave("224.1.2.3").rest((byte) 1)).badChecksum())
                .asString()
                .endsWith("igmp leave 224.1.2.3 bad checksum / 1 B payload");
    }

    @Test
    void makesTheChecksumOfSctpBitByBit() {
        byte[] packet = sctp(4000, 5000).tag(0x12345678).data(7, (byte) 'x').bytes();

        assertThat(HexFormat.of().formatHex(packet, 0, 8)).isEqualTo("0fa0138812345678");
        assertThat(HexFormat.of().formatHex(packet, 12, 32))
                .isEqualTo("00030011" + "00000007" + "00000000" + "00000000" + "78000000");
        byte[] blank = packet.clone();
        blank[8] = blank[9] = blank[10] = blank[11] = 0;
        int crc = crc32c(blank);
        assertThat(packet[8]).isEqualTo((byte) crc);
        assertThat(packet[11]).isEqualTo((byte) (crc >>> 24));
    }

    @Test
    void showsSctpByItsChunks() {
        RawIp6Frame frame = ipv6("::1", "::2")
                .carrying(sctp(1, 2).tag(3).init(4, 5).chunk(14, 0).chunk(200, 1, (byte) 9));

        assertThat(frame)
                .asString()
                .endsWith("/ sctp 1 > 2 tag 0x00000003 / [INIT] 20 B / [SHUTDOWN COMPLETE] 4 B / [chunk 200] 5 B");
        assertThat(frame.badChecksum()).asString().contains("tag 0x00000003 bad checksum / [INIT]");
        assertThat(frame.overwritten(14 + 40 + 12 + 3, 3)).asString().contains("(sctp chunk length 3)");
    }

    @Test
    void carriesDnsQueriesAndAnswers() {
        Dns query = dnsQuery("www.example.org.", DnsType.AAAA).id(0x1234);

        assertThat(HexFormat.of().formatHex(query.bytes()))
                .isEqualTo("1234" + "0100" + "0001" + "0000" + "0000" + "0000" + "03777777" + "076578616d706c65"
                        + "036f7267" + "00" + "001c" + "0001");
        assertThat(UDP.carrying(query)).asString().endsWith("53 / dns query id 4660 AAAA www.example.org");
        assertThat(UDP.carrying(query.answer("2001:db8::7").answer("192.0.2.7")))
                .asString()
                .endsWith("dns response id 4660 AAAA www.example.org 2 answers");
        assertThat(UDP.sourcePort(53).destinationPort(9).carrying(query.response(3)))
                .asString()
                .endsWith("53 > 9 / dns response id 4660 AAAA www.example.org NXDOMAIN");
        assertThat(UDP.carrying(dnsQuery(".", DnsType.NS))).asString().endsWith("dns query id 0 NS .");
    }

    @Test
    void writesOddDnsNamesOnOneLine() {
        assertThat(UDP.carrying(dnsQuery("a\nb", DnsType.ANY))).asString().endsWith("ANY a\\010b");
        assertThat(UDP.payload(new byte[40])).asString().endsWith("40 B payload");
    }

    @Test
    void refusesNamesThatDnsCannotHold() {
        assertThatThrownBy(() -> dnsQuery("a..b", DnsType.A))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("DNS name", "a..b");
        assertThatThrownBy(() -> dnsQuery("x".repeat(64), DnsType.A)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> dnsQuery("long.".repeat(60), DnsType.A)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> sctp(1, 65536)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> igmpReport("::1")).isInstanceOf(PacketException.class);
    }

    /** The checksum by its definition, apart from the JDK's: polynomial 0x1edc6f41, bits reflected. */
    private static int crc32c(byte[] bytes) {
        int crc = ~0;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? crc >>> 1 ^ 0x82f63b78 : crc >>> 1;
            }
        }
        return ~crc;
    }
}
