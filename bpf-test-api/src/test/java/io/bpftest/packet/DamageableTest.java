package io.bpftest.packet;

import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.icmp6;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DamageableTest {

    private static final Udp4Frame UDP =
            udp4("203.0.113.7", 4000, "198.51.100.1", 5353).payload("hello");
    private static final Tcp4Frame TCP = tcp4("203.0.113.7", 4000, "198.51.100.1", 80);

    @Test
    void cutsAFrameAtAnyByteAndLeavesTheHeadersAsTheyWere() {
        byte[] whole = UDP.bytes();

        for (int length = 0; length <= whole.length; length++) {
            assertThat(UDP.truncated(length).bytes()).isEqualTo(Arrays.copyOf(whole, length));
        }
        assertThat(UDP.truncated(44)).asString().contains("length 33 but 30 B there");
    }

    @Test
    void makesJustTheIpChecksumWrong() {
        byte[] frame = UDP.vlan(3).badIpChecksum().bytes();

        assertThat(ReferenceChecksums.ip4HeaderHolds(frame, 18)).isFalse();
        assertThat(ReferenceChecksums.transportHolds(frame, 18)).isTrue();
        assertThat(UDP.badIpChecksum()).asString().contains("ttl 64 bad checksum / udp 4000 > 5353 / 5 B payload");
    }

    @Test
    void makesJustTheTransportChecksumWrong() {
        byte[] udp = UDP.badChecksum().bytes();

        assertThat(ReferenceChecksums.ip4HeaderHolds(udp, 14)).isTrue();
        assertThat(ReferenceChecksums.transportHolds(udp, 14)).isFalse();
        for (Frame<?> frame : new Frame<?>[] {
            TCP.badChecksum(),
            tcp6("::1", 1, "::2", 2).badChecksum(),
            udp6("::1", 1, "::2", 2).hopByHop().badChecksum(),
            icmp6("::1", "::2").badChecksum()
        }) {
            assertThat(frame).asString().containsOnlyOnce("bad checksum");
        }
    }

    @Test
    void neverTurnsAWrongUdpChecksumIntoNone() {
        for (int port = 0; port < 65536; port += 7) {
            byte[] frame = UDP.sourcePort(port).badChecksum().bytes();
            if (FrameBytes.u16(frame, 40) == 0) {
                throw new AssertionError("source port " + port);
            }
        }
        byte[] special = UDP.bytes();
        FrameBytes.u16(special, 40, 0x5555);
        byte[] damaged =
                HeaderDamage.checksum(special, PacketText.headers(special).get(2));
        assertThat(FrameBytes.u16(damaged, 40)).isEqualTo(0x5554);
    }

    @Test
    void setsFieldsOfTheIpHeaderAndKeepsItsChecksumRight() {
        byte[] length = UDP.ipLength(20).bytes();
        byte[] evil = UDP.reservedFlag().bytes();
        byte[] version = UDP.ipVersion(15).bytes();

        assertThat(FrameBytes.u16(length, 16)).isEqualTo(20);
        assertThat(ReferenceChecksums.ip4HeaderHolds(length, 14)).isTrue();
        assertThat(evil[20]).isEqualTo((byte) 0x80);
        assertThat(ReferenceChecksums.ip4HeaderHolds(evil, 14)).isTrue();
        assertThat(version[14]).isEqualTo((byte) 0xf5);
        assertThat(ReferenceChecksums.ip4HeaderHolds(version, 14)).isTrue();
        assertThat(UDP.reservedFlag()).asString().contains("ttl 64 [reserved] / udp");
        assertThat(UDP.ihl(4)).asString().contains("ip4 header length 16");
        assertThat(UDP.ipVersion(6)).asString().contains("version 6 where ip4 was announced");
    }

    @Test
    void setsFieldsOfTheIp6Header() {
        Tcp6Frame frame = tcp6("::1", 1, "::2", 2);

        assertThat(frame.ipLength(99)).asString().contains("payload length 99 but 20 B there");
        assertThat(frame.ipVersion(4)).asString().contains("version 4 where ip6 was announced");
    }

    @Test
    void setsFieldsOfTheTransportHeader() {
        byte[] reserved = TCP.tcpReserved(5).bytes();

        assertThat(reserved[46]).isEqualTo((byte) 0x55);
        assertThat(ReferenceChecksums.transportHolds(reserved, 14)).isTrue();
        assertThat(TCP.tcpReserved(5)).asString().endsWith("win 65535 reserved 0x5");
        assertThat(TCP.dataOffset(15)).asString().endsWith("win 65535 header length 60");
        assertThat(UDP.udpLength(7)).asString().endsWith("length 7 but 13 B there / 5 B payload");
    }

    @Test
    void addsUpInAnyOrder() {
        byte[] one = UDP.badIpChecksum().ipVersion(6).ipLength(1).badChecksum().bytes();
        byte[] other =
                UDP.badChecksum().ipLength(1).ipVersion(6).badIpChecksum().bytes();

        for (byte[] frame : new byte[][] {one, other}) {
            assertThat(ReferenceChecksums.ip4HeaderHolds(frame, 14)).isFalse();
            assertThat(frame[14]).isEqualTo((byte) 0x65);
            assertThat(frame).startsWith(UDP.truncated(14).bytes());
        }
    }

    @Test
    void overwritesBytesAndTakesDamageOfOnesOwn() {
        assertThat(arpRequest("203.0.113.7", "203.0.113.8")
                        .overwritten(20, 0xff, 7)
                        .bytes())
                .containsSequence(0x04, 0xff, 0x07);
        assertThat(UDP.damaged((frame, headers) ->
                                Arrays.copyOf(frame, headers.get(1).offset()))
                        .bytes())
                .hasSize(14);
    }

    @Test
    void buildsAPacketThatHoldsTheDamagedBytes() {
        assertThat(UDP.ihl(15).build().getRawData()).isEqualTo(UDP.ihl(15).bytes());
        assertThat(UDP.truncated(14).build().getRawData()).hasSize(14);
        assertThatThrownBy(() -> UDP.truncated(13).build())
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("cut inside its Ethernet header", "13 bytes");
    }

    @Test
    void refusesDamageOfWhatIsNotThere() {
        assertThatThrownBy(() -> tcp6("::1", 1, "::2", 2).badIpChecksum().bytes())
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("no header to damage", "[eth, ip6, tcp]", "[ip4]");
        assertThatThrownBy(() -> UDP.truncated(30).badChecksum().bytes())
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("udp header", "30 bytes", "at least 42 bytes");
        assertThatThrownBy(() -> UDP.truncated(99).bytes())
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("cut to 99 bytes");
        assertThatThrownBy(() -> UDP.overwritten(Integer.MAX_VALUE, 1).bytes())
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("overwritten at offset");
        assertThatThrownBy(() -> UDP.ihl(16)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> UDP.overwritten(1, 256)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> UDP.truncated(-1)).isInstanceOf(PacketException.class);
    }
}
