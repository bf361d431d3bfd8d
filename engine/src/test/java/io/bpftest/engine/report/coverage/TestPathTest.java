package io.bpftest.engine.report.coverage;

import static io.bpftest.engine.report.coverage.Covered.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    @Test
    void showsTheLinesThatWereRunAndThoseBesideThem() throws Exception {
        Covered covered = Covered.compiled(reports, reports.resolve("src"), "way.bpf.c", CODE);
        covered.record("0001", test("io.example.WayTest", "fails"), covered.run(1, 2));
        Path records = Files.createDirectories(reports.resolve("records"));
        Files.writeString(records.resolve("0001-1-a-00001.jsonl"), """
                {"result":"fails","class":"io.example.WayTest","folder":"","status":"FAILED","microseconds":1,"message":"m",\
                "container":0,"names":["WayTest","fails"]}
                {"test":"fails","class":"io.example.WayTest","programs":[{"name":"prog","outcomes":[{"text":"0","count":1}],\
                "packets":[]}],"saved":[{"file":"WayTest/fails.pcap","packets":[]}],"tables":[]}
                """);
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
}
