package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.Failing.failureOf;
import static io.bpftest.assertion.Failing.messageOf;

import io.bpftest.program.SyscallRun;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class SyscallRunAssertTest {

    private static final byte[] INPUT = {5, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] LEFT = {5, 0, 0, 0, 3, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private static SyscallRun run(byte[] left) {
        return new SyscallRun(FixtureProgram.syscall(), INPUT, left, 2);
    }

    @Test
    void passesOnWhatTheProgramReturnedAndLeft() {
        assertThat(run(LEFT)).returns(2).hasContext(LEFT.clone());
        assertThat(run(INPUT)).hasUnchangedContext();
    }

    @Test
    void tellsTheContextOfAWrongReturnValue() {
        assertThat(messageOf(() -> assertThat(run(LEFT)).returns(-22))).isEqualTo("""
                Syscall program "add" returned 2, expected -22
                  context  05 00 00 00 03 00 00 00 00 00 00 00 00 00 00 00 00 00
                  left     05 00 00 00 03 00 00 00 08 00 00 00 00 00 00 00 00 00
                  maps     blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source   add.bpf.c, section syscall, kernel 6.18 (local)""");
    }

    @Test
    void showsTheLinesOfTheContextThatDiffer() {
        byte[] expected = LEFT.clone();
        expected[8] = 9;
        assertThat(messageOf(() -> assertThat(run(LEFT)).hasContext(expected))).isEqualTo("""
                Syscall program "add" left another context than expected
                  bytes     - expected, + found
                            - 000000  05 00 00 00 03 00 00 00  09 00 00 00 00 00 00 00
                            + 000000  05 00 00 00 03 00 00 00  08 00 00 00 00 00 00 00
                                                               ^^
                              (1 equal line)
                  context   05 00 00 00 03 00 00 00 00 00 00 00 00 00 00 00 00 00
                  returned  2
                  maps      blocked {203.0.113.7: 0}   port_rules {}   counters [0: 1]
                  source    add.bpf.c, section syscall, kernel 6.18 (local)""");
    }

    @Test
    void tellsAContextThatShouldNotHaveChanged() {
        assertThat(messageOf(() -> assertThat(run(LEFT)).hasUnchangedContext()))
                .startsWith("Syscall program \"add\" changed its context, expected it unchanged\n")
                .contains("- 000000  05 00 00 00 03 00 00 00  00 00", "+ 000000  05 00 00 00 03 00 00 00  08 00");
    }

    @Test
    void tellsAContextOfAnotherLength() {
        assertThat(messageOf(() -> assertThat(run(LEFT)).hasContext(Arrays.copyOf(LEFT, 17))))
                .contains("(1 equal line)", "- 000010  00\n", "+ 000010  00 00\n");
    }

    @Test
    void cutsLongContexts() {
        byte[] longer = new byte[4000];
        Arrays.fill(longer, (byte) 1);

        assertThat(messageOf(() -> assertThat(run(longer)).returns(0))).contains("01 01 ... 3968 more\n");
        assertThat(messageOf(() -> assertThat(run(longer)).hasContext(new byte[4000])))
                .contains(" more lines\n")
                .hasLineCount(25);
    }

    @Test
    void givesAnIdeBothContexts() {
        AssertionFailedError error =
                (AssertionFailedError) failureOf(() -> assertThat(run(LEFT)).hasContext(new byte[] {1, 2}));

        assertThat(error.getExpected().getStringRepresentation()).contains("01 02");
        assertThat(error.getActual().getStringRepresentation()).contains("05 00 00 00 03");
    }

    @Test
    void saysThatThereWasNoContext() {
        SyscallRun none = new SyscallRun(FixtureProgram.syscall(), new byte[0], new byte[0], 7);

        assertThat(messageOf(() -> assertThat(none).returns(0)))
                .contains("\n  context  none\n")
                .doesNotContain("left");
    }

    @Test
    void aRunThatIsNotThereFails() {
        assertThat(messageOf(() -> assertThat((SyscallRun) null).hasContext(LEFT)))
                .contains("not to be null");
    }
}
