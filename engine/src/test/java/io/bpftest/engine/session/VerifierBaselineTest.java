package io.bpftest.engine.session;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatIllegalArgumentException;
import static io.bpftest.engine.session.Objects.source;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.program.XdpProgram;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that costs the more, the larger a constant is. */
class VerifierBaselineTest {

    private static final String VERSION = System.getProperty("os.version").replaceFirst("^(\\d+\\.\\d+).*", "$1");

    @TempDir
    Path folder;

    private Golden golden;
    private Path approved;

    @BeforeEach
    void begin() {
        golden = new Golden()
                .hide(folder, "<folder>")
                .hide("Linux " + VERSION, "Linux <version>")
                .hide("linux-" + VERSION, "linux-<version>")
                .normalise("[\\d,]+ (instr|states|peak|bytes|micro)", "<n> $1")
                .normalise("[\\d,]+ -> <n>", "<n> -> <n>")
                .normalise("\\([+-][\\d.]+ %\\)", "(<n> %)")
                .normalise("(, <n> bytes of machine code|\n +<n> -> <n> bytes of machine code.*)", "")
                .normalise("\n +<n> -> <n> (peak )?states.*", "");
        approved = folder.resolve("FilterTest.isCheap.counts.linux-" + VERSION + ".verifier.txt");
        test("isCheap", true);
    }

    @AfterEach
    void end() {
        CurrentTest.clear();
    }

    private void test(String name, boolean approve) {
        CurrentTest.set(() -> new CurrentTest(
                "FilterTest", name, () -> new TestFolders(folder, folder, folder.resolve("reports"), approve)));
    }

    @Test
    void whatWasApprovedMatchesFromThenOn() throws IOException {
        withTurns(40, program -> assertThat(program).matchesVerifierBaseline());
        test("isCheap", false);

        withTurns(40, program -> assertThat(program).matchesVerifierBaseline(0));

        assertThat(Files.readAllLines(approved))
                .contains(
                        "# bpf-test verifier baseline, version 1",
                        "# program  XDP program \"counts\" of verified.bpf.c",
                        "       0  bytes of stack")
                .anyMatch(line -> line.endsWith("  instructions"))
                .noneMatch(line -> line.endsWith("microseconds"));
    }

    @Test
    void aFigureBeyondTheToleranceIsToldAndOneWithinItIsNot() {
        withTurns(40, program -> assertThat(program).matchesVerifierBaseline());
        test("isCheap", false);

        withTurns(41, program -> assertThat(program).matchesVerifierBaseline(0.1));
        withTurns(60, program -> {
            golden.failsOnAScreen("baseline_more", () -> assertThat(program).matchesVerifierBaseline());
            assertThat(program).matchesVerifierBaseline(2);
        });
        withTurns(
                20,
                program -> golden.failsOnAScreen(
                        "baseline_less", () -> assertThat(program).matchesVerifierBaseline(0.25)));
    }

    @Test
    void nothingApprovedFailsWithTheCommandThatDoes() {
        test("isCheap", false);

        withTurns(
                40,
                program -> golden.failsOnAScreen(
                        "baseline_missing", () -> assertThat(program).matchesVerifierBaseline()));
    }

    @Test
    void baselinesOfOtherKernelsSayNothingAboutThisOne() throws IOException {
        withTurns(40, program -> assertThat(program).matchesVerifierBaseline());
        test("isCheap", false);
        String text = Files.readString(approved);
        Files.delete(approved);
        for (String other : new String[] {"4.19", "5.4"}) {
            Files.writeString(folder.resolve("FilterTest.isCheap.counts.linux-" + other + ".verifier.txt"), text);
        }

        withTurns(40, program -> {
            golden.failsOnAScreen(
                    "baseline_other_kernels_only", () -> assertThat(program).matchesVerifierBaseline());
            write(approved, text.replaceFirst("kernel +.*", "kernel   5.4.0-26-generic"));
            golden.failsOnAScreen(
                    "baseline_other_kernel", () -> assertThat(program).matchesVerifierBaseline());
        });
    }

    @Test
    void anotherProgramAndWhatIsNoBaselineAreTold() throws IOException {
        withTurns(40, program -> assertThat(program).matchesVerifierBaseline());
        test("isCheap", false);
        String text = Files.readString(approved);

        withTurns(40, program -> {
            write(approved, text.replace("\"counts\"", "\"counted\""));
            golden.failsOnAScreen(
                    "baseline_other_program", () -> assertThat(program).matchesVerifierBaseline());
            write(approved, text.replaceFirst("\\d+  instructions", "many  instructions"));
            golden.failsOnAScreen(
                    "baseline_unreadable", () -> assertThat(program).matchesVerifierBaseline());
            write(approved, "<<<<<<< HEAD\n" + text);
            golden.failsOnAScreen("baseline_conflict", () -> assertThat(program).matchesVerifierBaseline());
        });
    }

    @Test
    void twoLoadsDoNotWriteOneBaseline() {
        test("twice", true);
        withTurns(40, program -> assertThat(program).matchesVerifierBaseline());
        withTurns(40, program -> assertThat(program).matchesVerifierBaseline());

        withTurns(60, program -> {
            golden.failsOnAScreen(
                    "baseline_written_twice", () -> assertThat(program).matchesVerifierBaseline());
            assertThat(program).matchesVerifierBaseline("long", 0.1);
        });

        assertThat(folder.resolve("FilterTest.twice.long.linux-" + VERSION + ".verifier.txt"))
                .exists();
    }

    @Test
    void aToleranceIsNoNegativeNumber() {
        withTurns(4, program -> assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(program).matchesVerifierBaseline(-0.1))
                .withMessageContaining("0.1 for 10 percent"));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void withTurns(int turns, Consumer<XdpProgram> test) {
        ObjectSpec spec = Bpf.open(source("verified.bpf.c"));
        spec.constant("turns").set(turns);
        try (LoadedObject object = spec.load()) {
            test.accept(object.program("counts", XdpProgram.class));
        }
    }
}
