package io.bpftest.packet;

import static io.bpftest.packet.Packets.udp4;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.PacketException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.Packet;

class PacketFormsTest {

    private static final Udp4Frame FRAME = udp4("203.0.113.7", 4000, "198.51.100.1", 53);
    private static final byte[] BYTES = FRAME.bytes();

    @Test
    void allFormsOfAPacketHaveTheSameBytes() {
        Stream.of(BYTES, FRAME, FRAME.build(), new CapturedPacket(1, BYTES, BYTES.length))
                .forEach(form -> {
                    assertThat(PacketForms.isPacket(form)).isTrue();
                    assertThat(PacketForms.bytes(form)).isEqualTo(BYTES);
                    assertThat(PacketForms.text(form)).endsWith("/ udp 4000 > 53");
                });
    }

    @Test
    void whatIsNoPacketIsRefused() {
        assertThatThrownBy(() -> PacketForms.bytes("udp"))
                .isInstanceOf(PacketException.class)
                .hasMessageContainingAll("This is no packet", "udp, of java.lang.String");
        assertThatThrownBy(() -> PacketForms.bytes(null)).isInstanceOf(PacketException.class);
    }

    @Test
    void opensWhateverHoldsPackets() {
        Packet packet = FRAME.build();
        Iterator<Udp4Frame> iterator = List.of(FRAME).iterator();

        assertThat(PacketForms.each(packet)).containsExactly(packet);
        assertThat(PacketForms.each(List.of(iterator, new Packet[] {packet}, Stream.of(BYTES))))
                .containsExactly(FRAME, packet, BYTES);
        assertThat(PacketForms.each(Packets.each(FRAME).range(Udp4Frame::ttl, 1, 3)))
                .hasSize(3);
    }

    @Test
    void givesWhatIsNoPacketAsItIs() {
        Path holdsItself = Path.of("dns.pcap");

        assertThat(PacketForms.each(holdsItself)).containsExactly(holdsItself);
        assertThat(PacketForms.each(null)).containsExactly((Object) null);
    }

    @Test
    void takesFromAStreamOnlyWhatIsAskedFor() {
        Stream<Udp4Frame> endless = Stream.iterate(FRAME, frame -> frame);

        assertThat(PacketForms.each(endless).limit(3)).hasSize(3);
    }
}
