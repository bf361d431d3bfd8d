package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.engine.ChildJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Machines whose container engine cannot be used. */
@EnabledIfEnvironmentVariable(named = "BPFTEST_CONTAINERS", matches = "yes")
class ContainerEngineTest {

    @TempDir
    Path folder;

    /** A JVM that is to run a class in a container, and prints why it cannot. */
    static final class Host {
        public static void main(String[] arguments) {
            Recording run = Recording.of(Elsewhere.container(selectClass(EveryKind.class)));
            System.out.println(run.thrown("EveryKind"));
        }
    }

    private static ChildJvm host() {
        return new ChildJvm(Host.class);
    }

    private ChildJvm withoutSocket() {
        return host().under("unshare", "--mount", "sh", "-c", "mount -t tmpfs none /run && exec \"$@\"", "sh")
                .property("user.home", folder);
    }

    @Test
    void aMachineWithoutAContainerEngineIsTold() throws Exception {
        assertThat(withoutSocket().output())
                .contains(
                        "No container engine works on this machine",
                        "no socket /var/run/docker.sock",
                        "install Docker");
    }

    @Test
    void aSocketThatThisUserMayNotUseIsTold() throws Exception {
        String readAll = "-all,+dac_read_search";
        Files.createDirectory(folder.resolve("home"));
        assertThat(folder.toFile().setExecutable(true, false)).isTrue();

        String output = host().under("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                .under("--inh-caps=" + readAll, "--ambient-caps=" + readAll, "--bounding-set=" + readAll)
                .property("user.home", folder.resolve("home"))
                .property("user.name", "nobody")
                .output();

        assertThat(output).contains("this user may not use /var/run/docker.sock", "usermod -aG docker nobody");
    }

    @Test
    void anAddressWhereNothingAnswersIsToldIfThisMachineHasNoEngineEither() throws Exception {
        assertThat(withoutSocket()
                        .environment("DOCKER_HOST", "tcp://127.0.0.1:1")
                        .output())
                .contains("DOCKER_HOST is tcp://127.0.0.1:1, and nothing answers there");
    }

    @Test
    void anEngineOfAnotherMachineIsRefusedWithTheReason() throws Exception {
        try (DockerByNetwork remote = new DockerByNetwork(Path.of("/var/run/docker.sock"))) {
            String output = host().environment("DOCKER_HOST", remote.address())
                    .property("user.home", folder)
                    .output();

            assertThat(output)
                    .contains("Tests cannot run in containers of another machine")
                    .contains("DOCKER_HOST " + remote.address())
                    .contains("which can mount the tests' classes and sources");
        }
    }
}
