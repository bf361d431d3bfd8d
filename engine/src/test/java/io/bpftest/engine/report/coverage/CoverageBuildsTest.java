package io.bpftest.engine.report.coverage;

import static io.bpftest.engine.report.coverage.Covered.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of two builds of one source are never added up. */
class CoverageBuildsTest {

    private static final String CODE = "int prog(int a, int b)\n{\n\tif (a)\n\t\treturn b;\n\treturn 0;\n}\n";
    private static final String INCLUDES = "#include \"inc.h\"\nint prog(int a, int b)\n{\n\treturn both(a, b);\n}\n";
    private static final String HEADER = "static inline int both(int a, int b)\n{\n\treturn a && b;\n}\n";

    private static final TestKey STAYS = test("io.example.StaysTest", "one");
    private static final TestKey AGAIN = test("io.example.AgainTest", "one");

    @TempDir
    Path folder;

    private Path reports;
    private Path src;

    @BeforeEach
    void folders() throws IOException {
        reports = folder.resolve("reports");
        src = Files.createDirectories(folder.resolve("src"));
    }

    private Covered compiled(String name, String code) throws IOException {
        return Covered.compiled(reports, src, name, code);
    }

    /** What ran so far did so a minute ago. */
    private void aMinutePasses() throws IOException {
        FileTime before = FileTime.from(Instant.now().minusSeconds(60));
        Files.setLastModifiedTime(reports.resolve("coverage/0001-1-a-00001.jsonl"), before);
        try (var sources = Files.list(src)) {
            for (Path source : sources.toList()) {
                Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(120)));
            }
        }
    }

    private CoverageReport write() throws IOException {
        return CoverageReport.write(reports, "clang", Map.of("lines", 1)).orElseThrow();
    }

    private List<String> lcov(String prefix) throws IOException {
        return Files.readString(reports.resolve("coverage/lcov.info"))
                .lines()
                .filter(line -> line.startsWith(prefix))
                .toList();
    }

    @Test
    void whatWasCountedBeforeALineWasAddedIsLeftOutAndItsClassNamed() throws IOException {
        Covered old = compiled("fw.bpf.c", CODE);
        old.record("0001", STAYS, old.run(1, 2)).record("0001", AGAIN, old.run(1, 2));
        aMinutePasses();
        Covered edited = compiled("fw.bpf.c", "\n" + CODE);
        edited.record("0002", AGAIN, edited.run(0, 2));

        CoverageReport report = write();

        assertThat(lcov("DA:")).containsExactly("DA:3,1", "DA:4,1", "DA:5,0", "DA:6,1", "DA:7,1");
        assertThat(report.console())
                .contains("fw.bpf.c was counted in another build too", "run these classes again: io.example.StaysTest")
                .doesNotContain("AgainTest", "changed after the tests ran");
        assertThat(report.shortfalls()).isNotEmpty();
    }

    @Test
    void aSourceThatIsAsItWasKeepsAllCounts() throws IOException {
        Covered covered = compiled("fw.bpf.c", CODE);
        covered.record("0001", STAYS, covered.run(1, 2));
        aMinutePasses();
        Covered same = compiled("fw.bpf.c", CODE);
        same.record("0002", AGAIN, same.run(0, 2));

        CoverageReport report = write();

        assertThat(lcov("FNDA:")).containsExactly("FNDA:2,prog");
        assertThat(report.console()).doesNotContain("another build");
        assertThat(report.shortfalls()).isEmpty();
    }

    @Test
    void aHeaderThatChangedLeavesOutAllThatIncludedTheOldOne() throws IOException {
        Files.writeString(src.resolve("inc.h"), HEADER);
        Covered one = compiled("one.bpf.c", INCLUDES);
        one.record("0001", STAYS, one.run(1, 2));
        Covered two = compiled("two.bpf.c", INCLUDES);
        two.record("0001", AGAIN, two.run(1, 2));
        aMinutePasses();
        Files.writeString(src.resolve("inc.h"), "\n\n" + HEADER);
        Covered again = compiled("two.bpf.c", INCLUDES);
        again.record("0002", AGAIN, again.run(1, 2));

        CoverageReport report = write();

        assertThat(report.console())
                .contains("one.bpf.c was counted in another build too", "before", "inc.h changed", "StaysTest");
        assertThat(lcov("FNDA:")).containsExactlyInAnyOrder("FNDA:1,both", "FNDA:1,prog");
    }

    @Test
    void aChangeThatNoClassCountedYetIsToldOfBesideTheOldCounts() throws IOException {
        Covered one = compiled("one.bpf.c", CODE);
        one.record("0001", STAYS, one.run(1, 2));
        aMinutePasses();
        Files.writeString(one.source, "\n" + CODE);
        Covered two = compiled("two.bpf.c", CODE);
        two.record("0002", AGAIN, two.run(1, 2));

        CoverageReport report = write();

        assertThat(report.console()).contains("one.bpf.c cannot be shown", "changed after the tests ran");
        assertThat(lcov("FNDA:")).containsExactly("FNDA:1,prog", "FNDA:1,prog");
        assertThat(report.shortfalls()).isNotEmpty();
    }
}
