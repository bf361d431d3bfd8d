package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.Failing.messageOf;
import static io.bpftest.program.RawTracepointOptions.rawTracepointOptions;

import io.bpftest.program.RawTracepointRun;
import org.junit.jupiter.api.Test;

class RawTracepointRunAssertTest {

    private static RawTracepointRun run(long... arguments) {
        return new RawTracepointRun(
                FixtureProgram.rawTracepoint(),
                arguments,
                rawTracepointOptions().onCpu(1),
                3);
    }

    @Test
    void passesOnWhatTheProgramReturned() {
        assertThat(run(1, 2)).returns(3);
    }

    @Test
    void tellsTheArgumentsAndTheCpuOfAWrongReturnValue() {
        assertThat(messageOf(() -> assertThat(run(1, -2, 0xffff888001234560L)).returns(0)))
                .isEqualTo("""
                Raw tracepoint program "switches" returned 3, expected 0
                  arguments  1, -2, 0xffff888001234560
                  ran        on CPU 1
                  maps       blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source     switches.bpf.c, section raw_tp/sched_switch, kernel 6.18 (local)""");
    }

    @Test
    void saysThatThereWereNoArguments() {
        assertThat(messageOf(() -> assertThat(run()).returns(0))).contains("\n  arguments  none\n");
    }
}
