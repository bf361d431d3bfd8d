package io.bpftest.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Layouts are those of tcpdump's list of link-layer header types, written out byte by byte. */
class LinkTypeTest {

    private static final String IP4 = "45000014000000004011000001020304050607ff";
    private static final String IP6 = "6000000000003b400000";
    private static final String OURS = "020000000002" + "020000000001";

    @ParameterizedTest
    @CsvSource({
        "RAW, , 0800," + IP4,
        "RAW, , 86dd," + IP6,
        "IPV4, , 0800," + IP4,
        "IPV6, , 86dd," + IP6,
        "LOOPBACK, 02000000, 0800," + IP4,
        "LOOPBACK, 0000001e, 86dd," + IP6,
        "OPENBSD_LOOPBACK, 00000018, 86dd," + IP6,
        "RAW, , ffff, 00",
    })
    void theEtherTypeIsThatOfThePacket(LinkType type, String header, String etherType, String content) {
        String captured = (header == null ? "" : header) + content;

        assertThat(frame(type, captured)).isEqualTo(OURS + etherType + content);
    }

    @Test
    void aCookedPacketKeepsItsSendersAddressAndType() {
        // an outgoing packet of an Ethernet interface, with an ARP request's EtherType
        String version1 = "0004" + "0001" + "0006" + "0a0b0c0d0e0f0000" + "0806";
        String version2 = "0806" + "0000" + "00000002" + "0001" + "04" + "06" + "0a0b0c0d0e0f0000";

        assertThat(frame(LinkType.LINUX_COOKED, version1 + "cafe"))
                .isEqualTo("020000000002" + "0a0b0c0d0e0f" + "0806cafe");
        assertThat(frame(LinkType.LINUX_COOKED_2, version2 + "cafe"))
                .isEqualTo("020000000002" + "0a0b0c0d0e0f" + "0806cafe");
    }

    @Test
    void aCookedPacketWithoutAnAddressHasOurs() {
        String loopback = "0000" + "0304" + "0000" + "0000000000000000" + "0800";

        assertThat(frame(LinkType.LINUX_COOKED, loopback + IP4)).isEqualTo(OURS + "0800" + IP4);
    }

    @ParameterizedTest
    @EnumSource(LinkType.class)
    void aPacketOfAnyLengthBecomesAFrameOfTheLengthThatIsSaid(LinkType type) {
        for (int length = 0; length < 64; length++) {
            assertThat(type.frame(new byte[length])).hasSize(type.frameLength(length));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, LOOPBACK", "1, ETHERNET", "12, RAW", "101, RAW", "113, LINUX_COOKED", "276, LINUX_COOKED_2"})
    void typesAreKnownByLibpcapsNumbers(int number, LinkType type) {
        assertThat(LinkType.of(number)).contains(type);
        assertThat(LinkType.of(105)).isEmpty();
    }

    private static String frame(LinkType type, String captured) {
        return HexFormat.of().formatHex(type.frame(HexFormat.of().parseHex(captured)));
    }
}
