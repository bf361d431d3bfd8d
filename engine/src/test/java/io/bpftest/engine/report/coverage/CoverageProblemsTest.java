package io.bpftest.engine.report.coverage;

import static io.bpftest.engine.report.coverage.Covered.test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.report.RecordLine;
import io.bpftest.engine.report.TestKey;
import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with coverage is said, and never passes a minimum. */
class CoverageProblemsTest {

    private static final TestKey TEST = test("io.example.FormsTest", "first");

    private static final Map<String, Integer> MINIMUM = Map.of("lines", 1);

    @TempDir
    Path folder;

    private Path reports;
    private Covered covered;

    @BeforeEach
    void compile() throws IOException {
        reports = folder.resolve("reports");
        covered = Covered.compiled(
                reports,
                folder.resolve("src"),
                "small.bpf.c",
                "int prog(int a, int b)\n{\n\tif (a)\n\t\treturn b;\n\treturn 0;\n}\n");
    }

    private CoverageReport write() throws IOException {
        return CoverageReport.write(reports, "clang", MINIMUM).orElseThrow();
    }

    private void says(String... words) throws IOException {
        CoverageReport report = write();
        assertThat(report.console()).contains(words);
        assertThat(report.shortfalls())
                .extracting(Problem::subject)
                .anyMatch(text -> text.startsWith("The coverage has a"));
        assertThat(Files.readString(reports.resolve("coverage/index.html"))).contains(words[0]);
    }

    @Test
    void aSourceThatChangedSince() throws IOException {
        covered.record("0001", TEST, covered.run(1, 2));
        Files.setLastModifiedTime(covered.source, FileTime.from(Instant.now().plusSeconds(60)));

        says("a file that changed after the tests ran", "small.bpf.c", "run the tests again");
    }

    @Test
    void aSourceThatIsGone() throws IOException {
        covered.record("0001", TEST, covered.run(1, 2));
        Files.delete(covered.source);

        says("no file that can be read", "small.bpf.c");
    }

    @Test
    void anObjectThatIsGone() throws IOException {
        covered.record("0001", TEST, covered.run(1, 2));
        Files.delete(covered.object);

        says("The covered object of small.bpf.c tells nothing", "mvn clean");
    }

    @Test
    void anObjectThatOneFolderLacksAndAnotherHas() throws IOException {
        covered.record("0001", TEST, covered.run(1, 2));
        covered.record("0001", new TestKey("linux-6.1", TEST.className(), TEST.id()), covered.run(0, 2));
        covered.record("0001", new TestKey("linux-6.6", TEST.className(), TEST.id()), covered.run(0, 2));
        Files.delete(covered.object);
        Files.write(reports.resolve("linux-6.1/coverage").resolve(covered.sha + ".o"), new byte[100]);

        CoverageReport report = write();

        assertThat(report.console()).doesNotContain("tells nothing");
        assertThat(Files.readString(reports.resolve("coverage/lcov.info"))).contains("FNDA:3,prog");
        assertThat(report.shortfalls()).isEmpty();
    }

    @Test
    void anObjectOfASecondBuild() throws IOException {
        covered.record("0001", TEST, covered.run(1, 2));
        byte[] other = Files.readAllBytes(covered.object);
        other[other.length - 1]++;
        Files.write(covered.object, other);

        says("whose digest is not its name");
    }

    @Test
    void damagedObjects() throws IOException {
        byte[] whole = Files.readAllBytes(covered.object);
        for (int size = 0; size < whole.length; size += whole.length / 40) {
            byte[] part = java.util.Arrays.copyOf(whole, size);
            Path file = Files.write(folder.resolve("part.o"), part);

            assertThatThrownBy(() -> CoveredObject.read(file, Covered.sha(part)))
                    .isInstanceOf(UnreadableObject.class)
                    .hasMessageMatching("(?s).+");
        }
    }

    @Test
    void aLayoutOfCountersThatIsUnknown() throws Exception {
        byte[] bytes = covered.bytes().array();
        var tables = new io.bpftest.engine.elf.ElfTables(covered.bytes());
        int data = CounterLayout.named(tables, "__llvm_prf_data").get(0).offset();
        bytes[data + 40]++;
        Path file = Files.write(folder.resolve("other.o"), bytes);

        assertThatThrownBy(() -> CoveredObject.read(file, Covered.sha(bytes)))
                .isInstanceOf(UnreadableObject.class)
                .hasMessageContaining("do not describe the counters as LLVM 13 to 20 do");
    }

    @Test
    void recordsOfCountersThatTheObjectDoesNotHave() throws IOException {
        covered.record("0001", TEST, new long[] {1, 0, 0, 0, 0, 0, 0, 1});

        says("1 coverage record is damaged and left out", "counters that the object has");
    }

    @Test
    void recordsWithoutWhatTheyNeed() throws IOException {
        covered.line("0001", "", "{\"test\":\"t\",\"class\":\"c\",\"object\":\"x.bpf.c\",\"parts\":[\"../../x\"]}\n");
        covered.line("0001", "", "{\"test\":\"t\",\"class\":\"c\",\"object\":\"x.bpf.c\",\"par");

        says("1 coverage record is damaged and left out", "x.bpf.c");
    }

    @Test
    void objectsThatRanWithoutCountersAreNamedAndBreakNoMinimum() throws IOException {
        covered.record("0001", TEST, covered.run(1, 2));
        covered.line(
                "0001",
                "",
                "{\"test\":\"t\",\"class\":\"c\",\"object\":\"big.bpf.c\",\"uncovered\":\"the verifier's limit\"}\n");

        CoverageReport report = write();

        assertThat(report.console()).contains("big.bpf.c ran without counters", "the verifier's limit");
        assertThat(report.shortfalls()).isEmpty();
    }

    @Test
    void whereAnObjectRanWithoutCountersIsToldOnceForEachReason() throws IOException {
        String record = "{\"test\":\"t\",\"class\":\"c\",\"kernel\":\"%s\",\"place\":\"virtual machine\","
                + "\"object\":\"small.bpf.c\",\"uncovered\":\"%s\"}\n";
        covered.record("0001", TEST, covered.run(1, 2));
        covered.line("0001", "old", String.format(record, "5.10.1", "too large"));
        covered.line("0001", "older", String.format(record, "5.4.2", "too large"));
        covered.line("0001", "oldest", String.format(record, "4.19.3", "no global data"));

        assertThat(write().console().lines().map(String::strip))
                .contains(
                        "found     on 4.19.3 (virtual machine): no global data",
                        "on 5.10.1 (virtual machine), 5.4.2 (virtual machine): too large");
    }

    @Test
    void toolsThatAreMissing() throws IOException {
        assertThatThrownBy(() -> LlvmTools.of("clang-99", folder.toString()))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining("llvm-profdata is missing")
                .hasMessageContaining("apt-get install llvm-99");
    }

    @Test
    void noPathToLookOnIsLikeAnEmptyOne() {
        assertThatThrownBy(() -> LlvmTools.of("no-clang", null))
                .isInstanceOf(ToolMissingException.class)
                .hasMessageContaining("none on the PATH");
    }

    @Test
    void toolsThatAreTooOld() throws IOException {
        covered.record("0001", TEST, covered.run(1, 2));
        for (String tool : List.of("llvm-profdata", "llvm-cov")) {
            Path file = folder.resolve(tool);
            Files.writeString(file, "#!/bin/sh\necho 'error: unsupported coverage format version' >&2\nexit 1\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        Measured measured =
                new Measurement(reports, RecordLine.latest(reports, "coverage")).measure("no-clang", folder.toString());

        assertThat(measured.problems()).hasSize(1);
        assertThat(measured.problems().get(0).text())
                .contains("llvm-profdata cannot read what clang wrote", "unsupported coverage format version");
    }

    @Test
    void anObjectOfANewerClangDoesNotTakeTheOthersAlong() throws Exception {
        covered.record("0001", TEST, covered.run(1, 2));
        Covered newer = Covered.compiled(
                reports, folder.resolve("new"), "newer.bpf.c", "int other(int a)\n{\n\treturn a;\n}\n");
        byte[] bytes = newer.bytes().array();
        var tables = new io.bpftest.engine.elf.ElfTables(newer.bytes());
        bytes[CounterLayout.named(tables, "__llvm_covmap").get(0).offset() + 12] = 99;
        newer.as(bytes).record("0001", TEST, new long[] {1});

        CoverageReport report = write();

        assertThat(report.console())
                .contains("llvm-cov cannot read what clang wrote", "not counted: newer.bpf.c", "at least as new")
                .contains("%  ", "small.bpf.c");
        assertThat(Files.readString(reports.resolve("coverage/lcov.info"))).contains("FNDA:1,prog");
        assertThat(report.shortfalls()).isNotEmpty();
    }

    @Test
    void toolsThatGiveNoReport() throws IOException {
        covered.record("0001", TEST, covered.run(1, 2));
        for (String tool : List.of("llvm-profdata", "llvm-cov")) {
            Path file = folder.resolve(tool);
            Files.writeString(file, "#!/bin/sh\necho nothing\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        Measured measured =
                new Measurement(reports, RecordLine.latest(reports, "coverage")).measure("no-clang", folder.toString());

        assertThat(measured.problems().get(0).text()).contains("gave no report that can be read");
        assertThat(new MachineException(measured.problems().get(0))).hasMessageContaining("llvm-cov");
    }
}
