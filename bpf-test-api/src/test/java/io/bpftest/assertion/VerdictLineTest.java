package io.bpftest.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.program.ReplayedPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictLineTest {

    private static final VerdictLine LINE = VerdictLine.of(
            new ReplayedPacket(
                    7, 3_000_134_000L, 60, "ip4 udp", "60 (accept)", "accept", true, ReplayedPacket.UNCHANGED),
            3_000_000_000L,
            "eth 02:..:01 > 02:..:02 / 46 B");

    @Test
    void isReadAsItWasWritten() {
        assertThat(LINE).hasToString("7  0.000134  60 (accept)  =  eth 02:..:01 > 02:..:02 / 46 B");
        assertThat(VerdictLine.parse(LINE.toString())).contains(LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7  0.0  XDP_DROP  =", "x  0.0  XDP_DROP  =  eth", "-7  0.0  XDP_DROP  =  eth"})
    void noOtherLineIsOne(String line) {
        assertThat(VerdictLine.parse(line)).isEmpty();
    }

    @Test
    void whenAndHowAPacketLookedDoesNotMatter() {
        assertThat(LINE.agreesWith(new VerdictLine(7, "1.0", "60 (accept)", "=", "")))
                .isTrue();
        assertThat(LINE.agreesWith(new VerdictLine(7, "0.000134", "0 (drop)", "=", LINE.summary())))
                .isFalse();
        assertThat(LINE.agreesWith(new VerdictLine(7, "0.000134", "60 (accept)", "60:0badcafe", LINE.summary())))
                .isFalse();
    }
}
