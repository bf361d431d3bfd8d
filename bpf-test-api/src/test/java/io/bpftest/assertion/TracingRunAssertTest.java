package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.Failing.messageOf;

import io.bpftest.program.TracingRun;
import org.junit.jupiter.api.Test;

class TracingRunAssertTest {

    private static final TracingRun RUN = new TracingRun(FixtureProgram.tracing(), 1 << 16 | 36);

    @Test
    void passesOnBothHalvesOfTheReturnValue() {
        assertThat(RUN).hasResult(36).hasSideEffects(1).returns(65572);
        assertThat(new TracingRun(FixtureProgram.tracing(), 0xffff_fffe))
                .hasResult(65534)
                .hasSideEffects(65535);
    }

    @Test
    void tellsBothHalvesOfAWrongReturnValue() {
        assertThat(messageOf(() -> assertThat(RUN).returns(2 << 16 | 33))).isEqualTo("""
                Tracing program "override" returned 36 with 1 side effect, expected 33 with 2 side effects
                  ran     attached to bpf_modify_return_test, a function that the kernel calls in a test run
                  maps    blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source  override.bpf.c, section fmod_ret/bpf_modify_return_test, kernel 6.18 (local)""");
    }

    @Test
    void tellsTheHalfThatIsWrong() {
        assertThat(messageOf(() -> assertThat(RUN).hasResult(33)))
                .startsWith("Tracing program \"override\" returned 36 with 1 side effect, expected a result of 33\n");
        assertThat(messageOf(() -> assertThat(RUN).hasSideEffects(2)))
                .startsWith("Tracing program \"override\" returned 36 with 1 side effect, expected 2 side effects\n");
    }
}
