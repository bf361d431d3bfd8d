package io.bpftest.packet;

import static io.bpftest.packet.Packets.arpReply;
import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.mac;
import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;

class FrameTest {

    private static final Udp4Frame QUERY = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    @Test
    void hasLocallyAdministeredAddressesUnlessSet() {
        EthernetPacket packet = QUERY.build();

        assertThat(packet.getHeader().getSrcAddr()).isEqualTo(mac("02:00:00:00:00:01"));
        assertThat(packet.getHeader().getDstAddr()).isEqualTo(mac("02:00:00:00:00:02"));
    }

    @Test
    void takesAddressesAsTextOrAsObjects() {
        byte[] asText = QUERY.from("02:00:00:00:00:0a").to("02:00:00:00:00:0b").bytes();
        byte[] asObjects = QUERY.to(mac("02:00:00:00:00:0b"))
                .from(mac("02:00:00:00:00:0a"))
                .bytes();

        assertThat(HexFormat.of().formatHex(asText, 0, 12)).isEqualTo("02000000000b02000000000a");
        assertThat(asObjects).isEqualTo(asText);
    }

    @Test
    void stacksVlanTagsFromTheOutermostInwards() {
        byte[] frame = QUERY.vlan(100, 5).ttl(3).vlan(4095).bytes();

        assertThat(HexFormat.of().formatHex(frame, 12, 22)).isEqualTo("8100" + "a064" + "8100" + "0fff" + "0800");
        assertThat(frame).hasSize(14 + 8 + 20 + 8);
        Dot1qVlanTagPacket outer = PacketParser.parse(frame).get(Dot1qVlanTagPacket.class);
        assertThat(outer.getHeader().getVidAsInt()).isEqualTo(100);
        assertThat(outer.getPayload()
                        .get(UdpPacket.class)
                        .getHeader()
                        .getDstPort()
                        .valueAsInt())
                .isEqualTo(53);
        assertThat(ReferenceChecksums.ip4HeaderHolds(frame, 22)).isTrue();
    }

    @Test
    void refusesVlanNumbersOutOfRange() {
        assertThatThrownBy(() -> QUERY.vlan(4096))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("VLAN id", "4096", "0 to 4095");
        assertThatThrownBy(() -> QUERY.vlan(1, 8))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("VLAN priority", "8", "0 to 7");
    }

    @Test
    void padsShortFramesOnlyWhenAsked() {
        assertThat(QUERY.payload("x").bytes()).hasSize(43);
        assertThat(QUERY.payload("x").padded().bytes()).hasSize(60);
        assertThat(QUERY.payloadOfZeros(100).padded().bytes()).hasSize(142);
    }

    @Test
    void buildsEqualButSeparatePackets() {
        Udp4Frame described = QUERY.vlan(7).payload("again");

        EthernetPacket first = described.build();
        EthernetPacket second = described.build();

        assertThat(second).isEqualTo(first).isNotSameAs(first);
        assertThat(second.getRawData()).isEqualTo(first.getRawData());
    }

    @Test
    void leavesADescriptionAsItWasWhenACallChangesACopy() {
        byte[] before = QUERY.bytes();

        Udp4Frame changed = QUERY.ttl(1).vlan(2).payload("other").sourcePort(9).from("02:00:00:00:00:09");

        assertThat(QUERY.bytes()).isEqualTo(before);
        assertThat(changed.bytes()).isNotEqualTo(before);
    }

    @Test
    void keepsItsOwnCopyOfAPayload() {
        byte[] payload = {1, 2, 3};
        Udp4Frame described = QUERY.payload(payload);
        payload[0] = 99;

        assertThat(described.bytes()).endsWith(1, 2, 3);
    }

    @Test
    void carriesTextBytesAndPackets() {
        assertThat(ethernet(0x88b5).payload("\u00e9").bytes()).endsWith(0xc3, 0xa9);
        assertThat(ethernet(0x88b5).payload(QUERY.build()).bytes()).endsWith(QUERY.bytes());
        assertThat(ethernet(0x88b5).bytes()).hasSize(14).endsWith(0x88, 0xb5);
    }

    @Test
    void adjustsBuildersForDamageOfAnyField() {
        byte[] frame = QUERY.adjust(IpV4Packet.Builder.class, ip -> ip.correctChecksumAtBuild(false)
                        .headerChecksum((short) 0xbeef))
                .vlan(1)
                .bytes();

        assertThat(HexFormat.of().formatHex(frame, 28, 30)).isEqualTo("beef");
    }

    @Test
    void keepsAnAdjustedZeroUdpChecksum() {
        byte[] frame = QUERY.adjust(UdpPacket.Builder.class, udp -> udp.correctChecksumAtBuild(false))
                .bytes();

        assertThat(HexFormat.of().formatHex(frame, 40, 42)).isEqualTo("0000");
    }

    @Test
    void refusesToAdjustALayerThatIsNotThere() {
        Udp4Frame adjusted = QUERY.adjust(TcpPacket.Builder.class, tcp -> {});

        assertThatThrownBy(adjusted::build)
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("no layer to adjust with TcpPacket$Builder");
        assertThat(adjusted)
                .hasToString(
                        "a frame that cannot be built: " + "The frame has no layer to adjust with TcpPacket$Builder");
    }

    @Test
    void showsItselfInOneLine() {
        assertThat(arpReply("203.0.113.7", "198.51.100.1"))
                .hasToString("eth 02:..:01 > 02:..:02 / arp reply 203.0.113.7 is-at 02:..:01");
    }

    @Test
    void refusesEtherTypesAndLengthsOutOfRange() {
        assertThatThrownBy(() -> ethernet(0x10000))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("EtherType", "65536", "0 to 65535");
        assertThatThrownBy(() -> ethernet(0x88b5).payloadOfZeros(-1))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("payload length", "-1");
    }
}
