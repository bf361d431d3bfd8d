package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.TestExecutionResult.Status.FAILED;
import static org.junit.platform.engine.TestExecutionResult.Status.SUCCESSFUL;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.bpftest.engine.Quietly;
import io.bpftest.error.EnvironmentException;
import io.bpftest.program.XdpProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Files that tests in containers make, and places where there is no room for them. */
@EnabledIfEnvironmentVariable(named = "BPFTEST_CONTAINERS", matches = "yes")
class ContainerFilesTest {

    @TempDir
    Path folder;

    private LauncherDiscoveryRequestBuilder request(String method) {
        return Elsewhere.container(selectMethod(ContainerTest.InTheKernel.class, method, XdpProgram.class))
                .configurationParameter(
                        "bpftest.cache.dir", folder.resolve("cache").toString());
    }

    /** The files of the cache with when each was written. */
    private Map<String, Long> cached() throws IOException {
        Map<String, Long> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(
                        folder.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toMillis());
            }
        }
        return found;
    }

    @Test
    void whatOneContainerCompilesTheNextNeedNot() throws IOException {
        assertThat(Recording.of(request("passes")).status("passes(XdpProgram)")).isEqualTo(SUCCESSFUL);
        Map<String, Long> compiled = cached();

        assertThat(Recording.of(request("passes")).status("passes(XdpProgram)")).isEqualTo(SUCCESSFUL);

        assertThat(compiled.keySet())
                .anyMatch(file -> file.startsWith("cache/objects/"))
                .anyMatch(file -> file.startsWith("cache/manifests/"))
                .noneMatch(file -> file.startsWith("cache/tmp/"));
        assertThat(cached()).isEqualTo(compiled);
    }

    @Test
    void aFullDiskForReportsIsToldAndChangesNoResult() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        run("mount", "-t", "tmpfs", "-o", "size=4k", "none", full.toString());
        try {
            Files.write(full.resolve("filler"), new byte[4096]);
            ByteArrayOutputStream console = new ByteArrayOutputStream();

            Recording run = Quietly.into(
                    console,
                    () -> Recording.of(request("fails").configurationParameter("bpftest.report.dir", full.toString())));

            assertThat(run.status("fails(XdpProgram)")).isEqualTo(FAILED);
            assertThat(run.thrown("fails(XdpProgram)")).isInstanceOf(AssertionError.class);
            assertThat(console.toString())
                    .containsOnlyOnce("A file that the tests wrote cannot be kept")
                    .contains("No space left on device", "bpftest.report.dir");
        } finally {
            run("umount", full.toString());
        }
    }

    @Test
    void aFullDiskWhereTheImageIsBuiltIsTold() throws Exception {
        String base =
                Docker.image("bpf-test-full:1", "FROM bpf-test-base:trixie\nONBUILD RUN cat /etc/passwd >/dev/full\n");

        Recording run = Quietly.on(() -> Recording.of(Elsewhere.container(selectClass(EveryKind.class))
                .configurationParameter("bpftest.container.base", base)));

        assertThat(run.thrown("EveryKind"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("cannot be built on " + base)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("docker system prune");
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
