package io.bpftest.packet;

import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FragmentsTest {

    private static final Udp4Frame OVER4 = udp4("203.0.113.7", 4000, "198.51.100.1", 9)
            .identification(77)
            .payload("0123456789abcdefghijklmnopqrstuvwxyz");
    private static final Udp6Frame OVER6 =
            udp6("2001:db8::1", 4000, "2001:db8::2", 9).payload("0123456789abcdefghijklmnopqrstuvwxyz");

    @Test
    void splitsAnIp4PacketWhoseDataAddUpAgain() {
        List<RawIp4Frame> fragments = OVER4.vlan(5).ttl(9).padded().fragments(3);

        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (RawIp4Frame fragment : fragments) {
            byte[] frame = fragment.bytes();
            assertThat(ReferenceChecksums.ip4HeaderHolds(frame, 18)).isTrue();
            assertThat((FrameBytes.u16(frame, 24) & 0x1fff) * 8).isEqualTo(data.size());
            data.write(frame, 38, frame.length - 38);
        }
        byte[] whole = OVER4.bytes();
        assertThat(data.toByteArray()).isEqualTo(Arrays.copyOfRange(whole, 34, whole.length));
        assertThat(fragments.get(0)).asString().contains("vlan 5", "ttl 9 fragment id 77 offset 0 [MF] / udp 4000 > 9");
        assertThat(fragments.get(2)).asString().contains("fragment id 77 offset 32 / 12 B payload");
    }

    @Test
    void overlapsFragmentsByRepeatingTheEndOfTheOneBefore() {
        List<RawIp4Frame> fragments = OVER4.overlappingFragments(2, 8);

        assertThat(fragments.get(0).bytes()).hasSize(34 + 24);
        assertThat(fragments.get(1)).asString().contains("offset 16 / 28 B payload");
        assertThat(fragments.get(1).bytes()).containsSequence("89abcdef".getBytes());
    }

    @Test
    void copiesOnlyTheOptionsThatEveryFragmentGets() {
        List<RawIp4Frame> fragments = OVER4.recordRoute(1)
                .options((byte) 1)
                .strictSourceRoute(ip4("192.0.2.1"))
                .fragments(2);

        assertThat(fragments.get(0)).asString().contains("options RR,NOP,SSRR");
        assertThat(fragments.get(1)).asString().contains("options SSRR");
        assertThat(fragments.get(1).bytes()).containsSequence(0x89, 7, 4, 0xc0, 0, 2, 1, 0);
    }

    @Test
    void keepsDamageAndAdjustmentsBehindTheIpHeader() {
        byte[] first = OVER4.badChecksum().fragments(2).get(0).bytes();

        assertThat(Arrays.copyOfRange(first, 40, 42))
                .isEqualTo(Arrays.copyOfRange(OVER4.badChecksum().bytes(), 40, 42));
    }

    @Test
    void splitsAnIp6PacketBehindTheHeadersThatRoutersRead() {
        List<RawIp6Frame> fragments =
                OVER6.hopByHop().destinationOptions().flowLabel(3).fragments(2, 99);

        assertThat(fragments).hasSize(2);
        assertThat(fragments.get(0))
                .asString()
                .contains("flow 0x00003 / hop-by-hop 8 B / fragment id 99 offset 0 [MF] / dstopt 8 B / udp 4000 > 9");
        assertThat(fragments.get(1)).asString().endsWith("/ hop-by-hop 8 B / fragment id 99 offset 24 / 28 B payload");
        assertThat(OVER6.overlappingFragments(2, 1, 16).get(1)).asString().endsWith("offset 8 / 36 B payload");
    }

    @Test
    void refusesMoreFragmentsThanThereAreData() {
        assertThat(OVER4.fragments(6)).hasSize(6);
        assertThatThrownBy(() -> OVER4.fragments(7))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("number of fragments", "7 for 44 bytes", "1 to 6");
        assertThatThrownBy(() -> OVER4.fragments(0)).isInstanceOf(PacketException.class);
        assertThatThrownBy(() -> OVER4.overlappingFragments(2, 12))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("overlap");
        assertThatThrownBy(() -> OVER4.ipVersion(5).fragments(2))
                .isInstanceOf(PacketException.class)
                .hasMessageContaining("cannot be fragmented");
        assertThatThrownBy(() -> OVER6.fragments(2, -1)).isInstanceOf(PacketException.class);
    }
}
