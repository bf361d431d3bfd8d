package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.bpftest.engine.ChildJvm;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** However a build ends, it leaves no container, at the latest after the next. */
@EnabledIfEnvironmentVariable(named = "BPFTEST_CONTAINERS", matches = "yes")
class ContainerEndsTest {

    private static final String BASE = "bpftest.container.base";

    /** A JVM that runs a test without end in a container. */
    static final class Host {
        public static void main(String[] arguments) {
            Recording.of(Elsewhere.container(selectMethod(GuestLossTest.Endless.class, "guilty")));
        }
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        Docker.awaitRemoval();
    }

    private static void whileATestRuns(String signal) throws Exception {
        Process host = new ChildJvm(Host.class)
                .interruptible()
                .property(BASE, System.getProperty(BASE))
                .start();
        try (BufferedReader output = host.inputReader()) {
            GuestLossTest.guestOf(output);
            String guest = Docker.guests().lines().findFirst().orElseThrow();
            assertThat(Docker.run(new byte[0], "inspect", "--format", "{{.HostConfig.NetworkMode}}", guest))
                    .isEqualTo("none");

            new ProcessBuilder("kill", "-" + signal, Long.toString(host.pid()))
                    .start()
                    .waitFor();

            Docker.awaitRemoval();
        } finally {
            host.destroyForcibly();
        }
    }

    @Test
    void noContainerIsLeftWhenTheHostIsKilled() throws Exception {
        whileATestRuns("KILL");
    }

    @Test
    void noContainerIsLeftAfterControlC() throws Exception {
        whileATestRuns("INT");
    }

    @Test
    void whatAKilledBuildDidNotStartIsRemovedByTheNextAndALivingOnesIsNot() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        String abandoned = create(ended.pid(), 0);
        ProcessHandle here = ProcessHandle.current();
        String living =
                create(here.pid(), here.info().startInstant().orElseThrow().toEpochMilli());
        try {
            Recording run = Recording.of(Elsewhere.container(selectClass(EnvironmentsTest.InContainersOnly.class)));

            assertThat(run.status("isContained()")).isEqualTo(SUCCESSFUL);
            assertThat(Docker.run(new byte[0], "ps", "--all", "--quiet", "--no-trunc"))
                    .contains(living)
                    .doesNotContain(abandoned);
        } finally {
            Docker.run(new byte[0], "rm", living);
        }
    }

    private static String create(long pid, long start) throws Exception {
        String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        String owner = String.join(" ", namespace, System.getProperty("user.name"), pid + "", start + "");
        String label = "io.bpftest.owner=" + owner;
        String base = System.getProperty(BASE);
        return Docker.run(new byte[0], "create", "--label", "io.bpftest=guest", "--label", label, base, "true");
    }
}
