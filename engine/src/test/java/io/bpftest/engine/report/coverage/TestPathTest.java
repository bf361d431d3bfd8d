package io.bpftest.engine.report.coverage;

import static io.bpftest.engine.report.coverage.Covered.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.RecordLine;
import io.bpftest.engine.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For a test that failed, the way that its packet took. */
class TestPathTest {

    private static final String CODE = """
            static int small(int a)
            {
            	return a - 1;
            }
            static __attribute__((noinline)) int never(int a)
            {
            	return a;
            }
            int prog(int a, int b)
            {
            	if (a > 5)
            		return never(b);
            	return small(b);
            }
            """;

    @TempDir
    Path reports;

    private void recordFailure() throws IOException {
        Path records = Files.createDirectories(reports.resolve("records"));
        Files.writeString(records.resolve("0001-1-a-00001.jsonl"), """
                {"result":"fails","class":"io.example.WayTest","folder":"","status":"FAILED","microseconds":1,"message":"m",\
                "container":0,"names":["WayTest","fails"]}
                {"test":"fails","class":"io.example.WayTest","programs":[{"name":"prog","outcomes":[{"text":"0","count":1}],\
                "packets":[]}],"saved":[{"file":"WayTest/fails.pcap","packets":[]}],"tables":[]}
                """);
    }

    @Test
    void showsTheLinesThatWereRunAndThoseBesideThem() throws Exception {
        Covered covered = Covered.compiled(reports, reports.resolve("src"), "way.bpf.c", CODE);
        covered.record("0001", test("io.example.WayTest", "fails"), covered.run(1, 2));
        recordFailure();
        Files.createDirectories(reports.resolve("WayTest"));

        CoverageReport report = CoverageReport.write(reports, "clang", Map.of()).orElseThrow();
        Report.write(reports, report.section(), report.paths());

        String path = Files.readString(reports.resolve("WayTest/fails.path.txt"));
        assertThat(path.lines().map(String::stripTrailing))
                .contains(
                        "1 run; > a line that was run, x one that was not",
                        "    3        1 >     return a - 1;",
                        "   11        1 >     if (a > 5)",
                        "   12          x         return never(b);",
                        "   13        1 >     return small(b);")
                .noneMatch(line -> line.contains(": never"));
        assertThat(Files.readString(reports.resolve("index.html")))
                .contains("Path through the source", "return small(b);", "./coverage/index.html#file-0");
    }

    @Test
    void whereNoToolCountsThereIsNoPath() throws Exception {
        Covered covered = Covered.compiled(reports, reports.resolve("src"), "way.bpf.c", CODE);
        covered.record("0001", test("io.example.WayTest", "fails"), covered.run(1, 2));
        recordFailure();

        Measured measured = new Measurement(reports, RecordLine.latest(reports, "coverage"))
                .measure("no-clang", reports.toString());

        assertThat(measured.problems()).hasSize(1);
        assertThat(measured.paths()).isEmpty();
    }

    @Test
    void saysThatFunctionsAreLeftOutOnlyWhereSomeAre() throws Exception {
        assertThat(textOf(999)).contains("big()").doesNotContain("further functions");
        assertThat(textOf(1_000))
                .contains("big()", "further functions are left out")
                .doesNotContain("last.c: prog");
    }

    /** The path through a function of so many lines, and one after it that was entered where the first used them all up. */
    private static String textOf(int lines) {
        Path path = Path.of("/last.c");
        List<String> source = new ArrayList<>(Collections.nCopies(lines + 3, ";"));
        source.set(0, "int big()");
        Region big = new Region(0, new Span(1, 1, lines, 2), Region.CODE, 1, 0, 0, false);
        Region prog = new Region(0, new Span(lines + 1, 1, lines + 1, 2), Region.CODE, 1, 0, 0, false);
        TestPath way = new TestPath();
        way.add(path, big);
        way.add(path, prog);
        FileCoverage file = new FileCoverage(
                path,
                "last.c",
                source,
                new TreeMap<>(),
                List.of(
                        new FileCoverage.Function("big", 1, lines, 1),
                        new FileCoverage.Function("prog", lines + 1, lines + 1, 1)),
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                "");
        return way.text("test", 1, List.of(file));
    }
}
