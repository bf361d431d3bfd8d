package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.packet.Udp4Frame;
import org.junit.jupiter.api.Test;

class PacketDifferenceTest extends ReportingTest {

    private static final Udp4Frame QUERY = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    private static String table(byte[] expected, byte[] found) {
        return String.join("\n", PacketDifference.between(expected, found).table());
    }

    private static byte[] bytes(Udp4Frame frame) {
        return frame.build().getRawData();
    }

    @Test
    void isEmptyForEqualPackets() {
        assertThat(table(bytes(QUERY), bytes(QUERY))).isEmpty();
    }

    @Test
    void showsAHeaderThatWasTakenAway() {
        assertThat(table(bytes(QUERY.vlan(100)), bytes(QUERY))).isEqualTo("""
                eth   type  expected 0x8100 (802.1Q)   found 0x0800 (IPv4)
                vlan        expected 4 B at offset 14  found absent""");
    }

    @Test
    void showsAHeaderThatCameAlong() {
        assertThat(table(bytes(QUERY), bytes(QUERY.vlan(100)))).isEqualTo("""
                eth   type  expected 0x0800 (IPv4)  found 0x8100 (802.1Q)
                vlan        expected absent         found 4 B at offset 14""");
    }

    @Test
    void showsALongPayloadFromWhereItDiffers() {
        byte[] expected = new byte[60];
        byte[] found = new byte[60];
        found[50] = 7;
        assertThat(table(bytes(QUERY.payload(expected)), bytes(QUERY.payload(found))))
                .isEqualTo("""
                udp      checksum  expected 0x8954 (right)                     found 0x8254 (right)
                payload  bytes     expected ... 00 00 00 00 00 00 00 00 00 00  found ... 07 00 00 00 00 00 00 00 00 00""");
    }

    @Test
    void showsPacketsOfOtherProtocolsHeaderByHeader() {
        byte[] other = tcp6("2001:db8::7", 4000, "2001:db8::1", 53).build().getRawData();
        assertThat(table(bytes(QUERY), other)).isEqualTo("""
                eth  type  expected 0x0800 (IPv4)      found 0x86dd (IPv6)
                ip4        expected 20 B at offset 14  found absent
                udp        expected 8 B at offset 34   found absent
                ip6        expected absent             found 40 B at offset 14
                tcp        expected absent             found 20 B at offset 54""");
    }

    @Test
    void showsFramesThatAreTooShortForAnyHeader() {
        assertThat(table(new byte[] {1, 2, 3}, new byte[] {1, 2, 4})).isEqualTo("""
                malformed  bytes  expected 01 02 03  found 01 02 04""");
        assertThat(table(new byte[0], new byte[] {1})).isEqualTo("""
                malformed  expected absent  found 1 B at offset 0""");
    }

    @Test
    void fitsAScreenHoweverMuchDiffers() {
        byte[] zeros = new byte[1500];
        Udp4Frame full = QUERY.payload("0123456789".repeat(140));
        String message = messageOf(() -> assertThat(full.build()).isEqualTo(zeros));
        assertThat(message.lines())
                .hasSizeBetween(20, 40)
                .anySatisfy(line -> assertThat(line).startsWith("  bytes   - expected, + found"))
                .anySatisfy(line -> assertThat(line).endsWith("more lines; the capture has all bytes"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(160));
    }

    @Test
    void givesAnIdeFieldsAndBytesOnLinesOfTheirOwn() {
        assertThat(PacketDifference.lines(bytes(QUERY)))
                .startsWith("eth destination 02:00:00:00:00:02\neth source 02:00:00:00:00:01\n")
                .contains("\nudp destination port 53 (domain)\n")
                .endsWith("\n000020  64 01 0f a0 00 35 00 08 89 cc");
    }
}
