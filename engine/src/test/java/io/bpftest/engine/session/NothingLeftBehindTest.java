package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.ChildJvm;
import io.bpftest.engine.Frames;
import io.bpftest.error.VerifierRejectionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Whatever happens to a test, what it loaded goes with it. */
class NothingLeftBehindTest {

    @TempDir
    Path folder;

    private Map<String, Integer> before;

    @BeforeEach
    void count() {
        Bpf.open(source("several_sizes.bpf.c")).load().close();
        before = KernelObjects.held();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(KernelObjects.held()).isEqualTo(before);
    }

    @Test
    void closingFreesAll() {
        LoadedObject object = Bpf.open(source("several_sizes.bpf.c")).load();
        assertThat(KernelObjects.held())
                .as("this test sees what is loaded")
                .containsEntry("bpf-prog", before.getOrDefault("bpf-prog", 0) + 1)
                .containsEntry("bpf-map", before.getOrDefault("bpf-map", 0) + 2);
        object.close();
        object.close();
    }

    @Test
    void aHundredRejectionsFreeAll() {
        ObjectSpec spec = Bpf.open(source("mixed.bpf.c"));
        spec.programs().forEach(program -> program.autoload(false));
        spec.program("good").autoload(true);
        spec.program("rejected").autoload(true);

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(spec::load).isInstanceOf(VerifierRejectionException.class);
        }
    }

    @Test
    void aReusedMapThatIsClosedFreesAll() {
        ObjectSpec spec = Bpf.open(source("several_sizes.bpf.c"));
        try (LoadedObject first = spec.load()) {
            spec.map("counted").reuse(first.map("counted", Integer.class, Integer.class));
            spec.load().close();
        }
        assertThatThrownBy(spec::load).hasMessageContaining("several_sizes.bpf.c is closed");
    }

    @Test
    void testsThatPassFailOrAreNotEvenInjectedFreeAll() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(
                        selectClass(Fails.class), selectClass(FailsToInject.class), selectClass(FailsToConstruct.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(23).failed(23));
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Shares.class))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.started(21).succeeded(20));
    }

    @Test
    void aKilledJvmLeavesNothingInTheCacheOrTheKernel() throws Exception {
        Path cache = folder.resolve("cache");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Process child = new ChildJvm(NothingLeftBehindTest.class)
                .property("bpftest.cache.dir", cache)
                .property("java.io.tmpdir", temporary)
                .start(source("several_sizes.bpf.c"));
        BufferedReader output = child.inputReader();
        assertThat(output.readLine()).isEqualTo("loaded");
        assertThat(KernelObjects.heldBy(child.pid()))
                .containsEntry("bpf-prog", 1)
                .containsEntry("bpf-map", 2)
                .doesNotContainKey("bpf_link");

        List<Integer> programs = KernelObjects.numbers(child.pid(), "prog_id");
        List<Integer> maps = KernelObjects.numbers(child.pid(), "map_id");
        assertThat(programs).hasSize(1).allMatch(KernelObjects::isProgram);
        assertThat(maps).hasSize(2).allMatch(KernelObjects::isMap);

        assertThat(child.destroyForcibly().waitFor()).isEqualTo(128 + 9);

        // The kernel frees a program, and then its maps, a grace period after its last user is gone.
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (programs.stream().anyMatch(KernelObjects::isProgram)
                || maps.stream().anyMatch(KernelObjects::isMap)) {
            assertThat(System.nanoTime()).as("still loaded after a minute").isLessThan(limit);
            Thread.onSpinWait();
        }
        assertThat(filesIn(cache.resolve("tmp"))).isEmpty();
        assertThat(filesIn(temporary)).isEmpty();
    }

    @Test
    void aJvmEndsByItselfAndSilently() throws Exception {
        Path cache = folder.resolve("cache");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        ChildJvm.End end = new ChildJvm(OpenAndLoad.class)
                .property("bpftest.cache.dir", cache)
                .property("java.io.tmpdir", temporary)
                .run(
                        source("several_sizes.bpf.c"),
                        source("legacy_maps.bpf.c"),
                        source("tracing.bpf.c"),
                        source("out_of_bounds.bpf.c"),
                        source("tc_sections.bpf.c"));

        assertThat(end.exitCode()).isZero();
        assertThat(end.output())
                .contains("loaded several_sizes.bpf.c", "ObjectFormatException", "VerifierRejectionException")
                .doesNotContain("libbpf:");
        assertThat(filesIn(cache.resolve("tmp"))).isEmpty();
        assertThat(filesIn(temporary)).isEmpty();
    }

    /** What the child does that is killed. */
    public static void main(String[] source) throws IOException {
        try (LoadedObject object = Bpf.open(source[0]).load()) {
            object.program(XdpProgram.class).run(Frames.ofLength(64));
            System.out.println("loaded");
            // Returns when the parent is gone.
            System.in.transferTo(System.out);
        }
    }

    private static Stream<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.getFileName().toString().startsWith("hsperfdata")).toList().stream();
        }
    }

    @BpfObject("several_sizes.bpf.c")
    static class Fails {
        @RepeatedTest(20)
        void afterItLoaded(XdpProgram program) {
            throw new AssertionError(program.run(Frames.ofLength(64)).toString());
        }
    }

    @BpfObject("several_sizes.bpf.c")
    @BpfObject("shared.bpf.c")
    static class FailsToInject {
        @Test
        void atTheSecondParameter(@BpfProgram("count") XdpProgram loads, @BpfMap("counted") KernelMap<Byte, Byte> no) {}

        @Test
        void atTheOtherObject(@BpfProgram("count") XdpProgram loads, @BpfProgram("writer") TcProgram wrong) {}
    }

    @BpfObject("several_sizes.bpf.c")
    static class FailsToConstruct {
        FailsToConstruct(XdpProgram program) {
            throw new IllegalStateException(program.toString());
        }

        @Test
        void test() {}
    }

    @BpfObject(value = "several_sizes.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class Shares {
        @RepeatedTest(20)
        void oneObject(XdpProgram program) {
            program.run(Frames.ofLength(64));
        }

        @Test
        void orFails(@BpfMap("nope") KernelMap<Integer, Integer> nope) {}
    }
}
