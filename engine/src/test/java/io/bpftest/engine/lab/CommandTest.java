package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfLab;
import io.bpftest.error.HostCodeException;
import io.bpftest.error.ToolMissingException;
import io.bpftest.lab.CommandResult;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabLink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Commands in the hosts of a lab. */
@BpfLab
@MakesNamespaces
class CommandTest {

    @Test
    void aCommandSeesTheHostsNetwork(Lab lab) {
        LabLink wire = lab.link("a", "b");
        CommandResult shown = wire.far().host().command("cat", "/proc/net/dev");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.output()).contains("eth0:").contains("lo:");
        assertThat(shown.output().lines().count()).isEqualTo(4);
        assertThat(lab.host("c").command("cat", "/proc/net/dev").output()).doesNotContain("eth0");
    }

    @Test
    void aCommandsFailureIsItsExitCodeAndWhatItWrote(Lab lab) {
        CommandResult failed = lab.host("a").command("sh", "-c", "echo out; echo err >&2; exit 3");

        assertThat(failed.exitCode()).isEqualTo(3);
        assertThat(failed.output()).isEqualTo("out\n");
        assertThat(failed.error()).isEqualTo("err\n");
    }

    @Test
    void aCommandThatIsNotThereIsTold(Lab lab) {
        assertThatThrownBy(() -> lab.host("a").command("no-such-command", "-x"))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining("host a")
                .hasMessageContaining("\"no-such-command\"");
    }

    @Test
    void aCommandThatHangsIsKilledAndShowsWhatItWrote(Lab lab) {
        assertThatThrownBy(() -> lab.host("a").command(Duration.ofMillis(300), "sh", "-c", "echo begun; sleep 100"))
                .isInstanceOf(HostCodeException.class)
                .hasMessageContaining("sleep 100")
                .hasMessageContaining("300 ms")
                .hasMessageContaining("begun");
    }

    @Test
    void whatStillRunsIsKilledWithTheLab() throws Exception {
        Process process;
        try (Lab lab = Bpf.lab()) {
            process = lab.host("a").start(new ProcessBuilder("sleep", "100"));
            assertThat(process.isAlive()).isTrue();
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }
}
