package io.bpftest.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HexTextTest {

    private static final byte[] ZEROS = new byte[40];

    @Test
    void marksChangedBytesAndCountsEqualLines() {
        byte[] changed = ZEROS.clone();
        changed[17] = (byte) 0xab;
        changed[24] = 1;

        assertThat(PacketText.hex(ZEROS, changed)).isEqualTo("""
                          (1 equal line)
                        - 000010  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
                        + 000010  00 ab 00 00 00 00 00 00  01 00 00 00 00 00 00 00
                                     ^^                    ^^
                          (1 equal line)""");
    }

    @Test
    void marksBytesThatCame() {
        assertThat(PacketText.hex(Arrays.copyOf(ZEROS, 15), Arrays.copyOf(ZEROS, 18)))
                .isEqualTo("""
                        - 000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00
                        + 000000  00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00
                                                                                ^^
                        + 000010  00 00
                                  ^^ ^^""");
    }

    @Test
    void marksBytesThatWent() {
        assertThat(PacketText.hex(new byte[] {1, 2}, new byte[] {1})).isEqualTo("""
                        - 000000  01 02
                        + 000000  01
                                     ^^""");
    }

    @Test
    void onlyCountsTheLinesOfEqualArrays() {
        assertThat(PacketText.hex(ZEROS, ZEROS.clone())).isEqualTo("  (3 equal lines)");
    }

    @Test
    void shortensLongRunsOfBytes() {
        assertThat(HexText.run(new byte[70])).endsWith("00 00 ... 6 more").hasSize(64 * 3 - 1 + " ... 6 more".length());
        assertThat(HexText.run(new byte[] {0, -1})).isEqualTo("00 ff");
    }
}
