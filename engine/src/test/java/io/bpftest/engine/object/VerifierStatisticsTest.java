package io.bpftest.engine.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.program.VerifierFigure;
import org.junit.jupiter.api.Test;

class VerifierStatisticsTest {

    @Test
    void theEndOfALogHasTheFigures() {
        VerifierStatistics statistics = VerifierStatistics.of("""
                verification time 17490 usec
                stack depth 40+16+0
                processed 14896 insns (limit 1000000) max_states_per_insn 11 total_states 1265 peak_states 307 mark_read 0
                """).orElseThrow();

        assertThat(statistics.figures())
                .containsEntry(VerifierFigure.INSTRUCTIONS, 14896L)
                .containsEntry(VerifierFigure.STATES, 1265L)
                .containsEntry(VerifierFigure.PEAK_STATES, 307L)
                .containsEntry(VerifierFigure.STACK, 56L)
                .containsEntry(VerifierFigure.MICROSECONDS, 17490L);
        assertThat(statistics.stack()).containsExactly(40, 16, 0);
    }

    @Test
    void whatIsNotThereIsNotKnown() {
        assertThat(VerifierStatistics.of("")).isEmpty();
        assertThat(VerifierStatistics.of("func#0 @0\n")).isEmpty();
        assertThat(VerifierStatistics.of(
                                "processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0\n")
                        .orElseThrow()
                        .figures())
                .containsOnlyKeys(VerifierFigure.INSTRUCTIONS, VerifierFigure.STATES, VerifierFigure.PEAK_STATES);
    }
}
