package io.bpftest.engine.junit;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfStub;
import io.bpftest.Lifecycle;
import io.bpftest.LoadedObject;
import io.bpftest.MapSpec;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.VerifierRejectionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.Helper;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that count what they reach of their sources, in the kernel. */
class CoverageTest {

    @TempDir
    Path folder;

    private FixtureRun run(Class<?> fixture) {
        return FixtureRun.of(fixture, Map.of("bpftest.coverage", "true", "bpftest.report.dir", folder.toString()));
    }

    private CoverageLines lines() {
        return new CoverageLines(folder.resolve("coverage"));
    }

    @BpfObject("branches.bpf.c")
    static class EveryBranch {

        @Test
        void runs(@BpfProgram("branches") XdpProgram program) {
            for (int n = 0; n < 6; n++) {
                program.run(Frames.asking(n));
            }
        }
    }

    @Test
    void countsWhatAPersonCounts() throws Exception {
        assertThat(run(EveryBranch.class).names()).hasSize(1);

        for (String source : List.of("branches.bpf.c", "branches.h")) {
            Map<Integer, String> expected = CoverageLines.expected(Golden.inModule("src/test/bpf/" + source));
            Map<Integer, String> measured = lines().measured(source, 0, lines().records());
            assertThat(measured.entrySet().stream()
                            .filter(line -> expected.containsKey(line.getKey()))
                            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)))
                    .as(source)
                    .containsExactlyInAnyOrderEntriesOf(expected);
        }
    }

    @BpfObject("settled.bpf.c")
    static class Settled {

        @Test
        void runs(@BpfProgram("settled") XdpProgram program) {
            assertThat(program.run(Frames.ofLength(64)).returnValue()).isEqualTo(7);
        }
    }

    @Test
    void countsAlsoWhereClangCannotCountAtomically() throws Exception {
        run(Settled.class).names();

        assertThat(line("settled.bpf.c", 0, "return known ? 5 : 7;")).isEqualTo("1 [0 1]");
    }

    @Test
    void tellsTestKernelAndSource() throws IOException {
        run(EveryBranch.class).names();

        String record = lines().records().get(0);
        assertThat(CoverageLines.text(record, "test")).contains("EveryBranch", "[method:runs(");
        assertThat(CoverageLines.text(record, "class")).isEqualTo(CoverageTest.class.getName() + "$EveryBranch");
        assertThat(CoverageLines.text(record, "kernel")).isEqualTo(System.getProperty("os.version"));
        assertThat(CoverageLines.text(record, "place")).isEqualTo("local");
        assertThat(CoverageLines.text(record, "object")).isEqualTo("branches.bpf.c");
        assertThat(record).contains("\"sources\":[\"" + Golden.inModule("src/test/bpf/branches.bpf.c") + "\"]");
        assertThat(CoverageLines.parts(record)).singleElement().satisfies(part -> assertThat(
                        folder.resolve("coverage/" + part + ".o"))
                .isNotEmptyFile());
    }

    @Test
    void leavesNothingWhereItIsOff() throws IOException {
        Path cache = folder.resolve("cache");
        FixtureRun.of(
                        EveryBranch.class,
                        Map.of("bpftest.report.dir", folder.toString(), "bpftest.cache.dir", cache.toString()))
                .names();

        assertThat(folder.resolve("coverage")).doesNotExist();
        assertThat(cache.resolve("links")).doesNotExist();
        try (var objects = Files.list(cache.resolve("objects"))) {
            assertThat(objects).hasSize(1);
        }
    }

    @BpfObject(value = "branches.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Shared {

        @BpfProgram("branches")
        static XdpProgram program;

        @BeforeAll
        static void runsOnce() {
            program.run(Frames.asking(0));
        }

        @Test
        @Order(1)
        void runsTwice() {
            program.run(Frames.asking(0));
            program.run(Frames.asking(0));
        }

        @Test
        @Order(2)
        void runsNothing() {}

        @Test
        @Order(3)
        void runsFourTimes() {
            for (int i = 0; i < 4; i++) {
                program.run(Frames.asking(4));
            }
        }

        @AfterAll
        static void runsThrice() {
            for (int i = 0; i < 3; i++) {
                program.run(Frames.asking(0));
            }
        }
    }

    /** Who ran the program, and how often, by the count of its first line. */
    private List<String> whoRanHowOften() throws Exception {
        List<String> who = new ArrayList<>();
        for (String record : lines().records()) {
            int entry = Integer.parseInt(lines().measured("branches.bpf.c", 0, List.of(record))
                    .get(entryLine())
                    .split(" ")[0]);
            String test = CoverageLines.text(record, "test");
            who.add(test.replaceAll(".*\\[(?:class|method):(?:.*[.$])?([A-Za-z]+)(?:\\(.*\\))?]$", "$1") + " " + entry);
        }
        return who;
    }

    private static int entryLine() throws IOException {
        List<String> source = Files.readAllLines(Golden.inModule("src/test/bpf/branches.bpf.c"));
        return source.indexOf("int branches(struct xdp_md *ctx)") + 1 + 1;
    }

    @Test
    void whatAClassSharesCountsForTheTestThatRunsIt() throws Exception {
        run(Shared.class).names();

        assertThat(whoRanHowOften()).containsExactly("Shared 1", "runsTwice 2", "runsFourTimes 4", "Shared 3");
    }

    @BpfObject("branches.bpf.c")
    static class NeverRun {

        @Test
        void onlyLoads(@BpfProgram("branches") XdpProgram program) {}
    }

    @Test
    void whatIsLoadedAndNeverRunsIsThereWithoutCounts() throws IOException {
        run(NeverRun.class).names();

        assertThat(lines().records())
                .singleElement()
                .asString()
                .contains("\"parts\":[\"")
                .endsWith("\"counters\":[]}");
    }

    @BpfObject("many_maps.bpf.c")
    static class Full {

        @Test
        void runs(@BpfProgram("many_maps") XdpProgram program) {
            assertThat(program.run(Frames.ofLength(64)).returnValue()).isEqualTo(64);
        }

        @Test
        void runsAgain(@BpfProgram("many_maps") XdpProgram program) {
            assertThat(program.run(Frames.ofLength(64)).returnValue()).isEqualTo(64);
        }
    }

    @Test
    void whatHasNoRoomForCountersRunsWithoutAndSaysSoOnce() throws IOException {
        assertThat(run(Full.class).names()).hasSize(2);

        assertThat(lines().records())
                .singleElement()
                .asString()
                .contains("\"object\":\"many_maps.bpf.c\"", "\"uncovered\":\"refused with counters: ");
    }

    @BpfObject("rejected.bpf.c")
    static class Rejected {

        @Test
        void isNotLoaded(LoadedObject object) {}
    }

    @BpfObject(value = "resize.bpf.c", cflags = "-O0")
    static class NotOptimised {

        @Test
        void isNotLoaded(@BpfProgram("xdp_resize") XdpProgram program) {}
    }

    @ParameterizedTest
    @ValueSource(classes = {Rejected.class, NotOptimised.class})
    void whatIsRejectedAnywayIsRejectedInTheWordsForThePlainObject(Class<?> fixture) {
        Throwable plain = FixtureRun.of(fixture, Map.of("bpftest.report.dir", folder.toString()))
                .failure();

        assertThat(run(fixture).failure())
                .isInstanceOf(VerifierRejectionException.class)
                .hasMessage(plain.getMessage());
        assertThat(folder.resolve("coverage")).doesNotExist();
    }

    @BpfObject(value = "mockable.bpf.c", with = "mockable_clock.bpf.c")
    static class Mocked {

        @Test
        void runs(@BpfProgram("clock") XdpProgram clock) {
            assertThat(clock.run(Frames.ofLength(64)).returnValue()).isEqualTo(1);
        }
    }

    @Test
    void eachSourceThatIsLinkedIsAPart() throws Exception {
        run(Mocked.class).names();

        String record = lines().records().get(0);
        assertThat(CoverageLines.parts(record)).hasSize(2);
        assertThat(record).contains("/mockable.bpf.c\",\"", "/mockable_clock.bpf.c\"]");
        assertThat(line("mockable.bpf.c", 0, "return now() == 42;")).isEqualTo("1");
        assertThat(line("mockable.bpf.c", 0, "return bpf_ktime_get_ns();")).isEqualTo("0");
        assertThat(line("mockable_clock.bpf.c", 1, "return NOW;")).isEqualTo("1");
    }

    private String line(String source, int part, String text) throws Exception {
        List<String> lines = Files.readAllLines(Golden.inModule("src/test/bpf/" + source)).stream()
                .map(String::strip)
                .toList();
        return lines().measured(source, part, lines().records()).get(lines.indexOf(text) + 1);
    }

    @BpfObject("stubbable.bpf.c")
    static class Stubbed {

        @BpfMap
        KernelMap<Integer, Long> results;

        @Test
        @BpfStub(
                helper = Helper.KTIME_GET_NS,
                returns = {42, 43})
        void runs(@BpfProgram("direct") XdpProgram program) {
            program.run(Frames.ofLength(64));
            assertThat(results.get(0)).isEqualTo(42);
            program.run(Frames.ofLength(64));
            assertThat(results.get(0)).isEqualTo(43);
        }
    }

    @Test
    void stubsOfHelpersAreStubsInWhatCounts() throws IOException {
        run(Stubbed.class).names();

        assertThat(lines().records()).singleElement().asString().contains("\"counters\":[[");
    }

    @BpfObject(value = "maps.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class Looks {

        @Test
        void seesNoMapOfCounters(LoadedObject object, ObjectSpec spec, XdpProgram program) {
            program.run(Frames.ofLength(64));

            assertThat(object.maps().stream().map(map -> map.info().name()).toList())
                    .contains("hash")
                    .noneMatch(name -> name.contains("prf"));
            assertThat(spec.maps().stream().map(MapSpec::name).toList())
                    .contains("hash")
                    .noneMatch(name -> name.contains("prf"));
        }
    }

    @Test
    void testsSeeNothingOfTheCounters() throws IOException {
        assertThat(run(Looks.class).names()).hasSize(1);

        assertThat(lines().records()).singleElement().asString().contains("\"counters\":[[");
    }
}
