package io.bpftest.engine.platform;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.ChildJvm;
import io.bpftest.error.EnvironmentException;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Tests in containers. They need a container engine and the base image of {@code ci/image}: {@code ci/test} has both. */
@EnabledIfEnvironmentVariable(named = "BPFTEST_CONTAINERS", matches = "yes")
class ContainerTest {

    private static final String IMAGE = "bpftest.container.image";

    @TempDir
    Path folder;

    @BpfObject("verdicts.bpf.c")
    static class InTheKernel {

        @Test
        void fails(@BpfProgram("xdp_verdict") XdpProgram program) {
            assertThat(program.run(new byte[64])).drops();
        }

        @Test
        void passes(@BpfProgram("xdp_verdict") XdpProgram program) {
            assertThat(program.run(new byte[64])).aborts();
        }

        @Test
        void writesNothingOfTheHosts() {
            assertThat(Path.of("pom.xml").toFile().canWrite()).isFalse();
            assertThat(Path.of("/sys/class/net").toFile().list()).containsExactly("lo");
        }
    }

    static class Exits extends GuestLossTest.Exits {}

    private static Recording run(Class<?> fixture, Map<String, String> settings) {
        return Recording.of(Elsewhere.container(selectClass(fixture)).configurationParameters(settings));
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        Docker.awaitRemoval();
    }

    @Test
    void listenersAreToldOfTestsInAContainerWhatTheyAreToldOfLocalOnes() {
        Recording local = Recording.of(Elsewhere.local(selectClass(EveryKind.class)));
        Recording contained = run(EveryKind.class, Map.of());

        assertThat(contained.testsRunBy("bpf-test")).isEqualTo(local.testsRunBy("junit-jupiter"));
        assertThat(RelayTest.withMethods(contained.events()))
                .containsExactlyElementsOf(RelayTest.withMethods(local.events()));
    }

    @Test
    void programsLoadAndWhatFailuresLeaveComesBack() {
        Recording contained = run(InTheKernel.class, Map.of("bpftest.report.dir", folder.toString()));

        assertThat(contained.status("passes(XdpProgram)")).isEqualTo(SUCCESSFUL);
        assertThat(contained.status("writesNothingOfTheHosts()")).isEqualTo(SUCCESSFUL);
        Path packet = folder.resolve("ContainerTest.InTheKernel").resolve("fails.pcap");
        assertThat(contained.thrown("fails(XdpProgram)")).hasMessageContaining(packet.toString());
        assertThat(packet).exists();
    }

    @Test
    void capabilitiesSuffice() {
        Recording contained = run(InTheKernel.class, Map.of("bpftest.container.privileges", "capabilities"));

        assertThat(contained.status("passes(XdpProgram)")).isEqualTo(SUCCESSFUL);
    }

    @Test
    void aTestThatEndsItsContainerIsTold() {
        Recording contained = run(Exits.class, Map.of());

        assertThat(contained.status("afore()")).isEqualTo(SUCCESSFUL);
        assertThat(contained.thrown("guilty()"))
                .hasMessageContaining("ended with exit code 3, as System.exit was called");
        assertThat(contained.skipped()).containsKey("later()");
    }

    @Test
    void aMissingImageIsToldOncePerClass() {
        Recording contained =
                run(EveryKind.class, Map.of(IMAGE, "bpf-test-no-such-image:1", "bpftest.container.build", "5"));

        assertThat(contained.thrown("EveryKind"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("The image bpf-test-no-such-image:1 is not there and cannot be pulled")
                .hasMessageContaining("docker load");
    }

    @Test
    void aBaseThatCannotBeHadNamesTheWayWithoutARegistry() {
        Recording contained = run(
                EveryKind.class,
                Map.of("bpftest.container.base", "bpf-test-no-such-base:1", "bpftest.container.build", "5"));

        assertThat(contained.thrown("EveryKind"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("cannot be built on bpf-test-no-such-base:1")
                .hasMessageContaining("run ci/image");
    }

    @Test
    void anImageWithoutAJavaRuntimeIsTold() throws Exception {
        String image = Docker.image("bpf-test-no-java:1", "FROM bpf-test-base:trixie\nENV PATH=/nowhere\n");

        assertThat(run(EveryKind.class, Map.of(IMAGE, image)).thrown("EveryKind"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("java: not found")
                .hasMessageContaining("use an image with a Java runtime");
    }

    @Test
    void anImageWithoutAShellIsTold() throws Exception {
        String image = Docker.image("bpf-test-empty:1", "FROM scratch\nLABEL empty=yes\n");

        assertThat(run(EveryKind.class, Map.of(IMAGE, image)).thrown("EveryKind"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("use an image with a shell and a Java runtime");
    }

    @Test
    void restrictedClassesRunInAContainerAndOthersHere() {
        Recording run = Recording.of(LauncherDiscoveryRequestBuilder.request()
                .selectors(
                        selectClass(EnvironmentsTest.InContainersOnly.class),
                        selectClass(EnvironmentsTest.Anywhere.class)));

        assertThat(run.testsRun()).containsExactlyInAnyOrder("isContained()", "runs()");
        assertThat(run.status("isContained()")).isEqualTo(SUCCESSFUL);
        assertThat(run.testsRunBy("bpf-test")).isEqualTo(1);
    }

    /** A JVM that may not load programs, and may use the container engine. */
    static final class Unprivileged {
        public static void main(String[] arguments) {
            Recording run = Recording.of(LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectMethod(InTheKernel.class, "passes", XdpProgram.class)));
            System.out.println(run.testsRunBy("bpf-test") + " " + run.status("passes(XdpProgram)"));
        }
    }

    @Test
    void anUnprivilegedJvmUsesAContainerAndSaysWhy() throws Exception {
        String output = new ChildJvm(Unprivileged.class)
                .under("setpriv", "--inh-caps=-all", "--bounding-set=-all")
                .property("bpftest.container.base", System.getProperty("bpftest.container.base"))
                .output();

        assertThat(output)
                .contains("bpf-test: 1 class runs in a container, since this JVM lacks CAP_BPF, CAP_NET_ADMIN")
                .contains("1 SUCCESSFUL")
                .doesNotContain("Exception in thread");
    }
}
