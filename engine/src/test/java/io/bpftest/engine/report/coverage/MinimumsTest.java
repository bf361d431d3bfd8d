package io.bpftest.engine.report.coverage;

import static io.bpftest.engine.report.coverage.Covered.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.TestKey;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinimumsTest {

    private static final String CODE = "int prog(int a, int b)\n{\n\tif (a)\n\t\treturn b;\n\treturn 0;\n}\n";

    private static final TestKey ONE = test("T", "one");

    @TempDir
    Path reports;

    private Covered covered() throws IOException {
        return Covered.compiled(reports, reports.resolve("src"), "small.bpf.c", CODE);
    }

    private List<String> shortfalls(Map<String, Integer> minimums) throws IOException {
        return CoverageReport.write(reports, "clang", minimums)
                .map(report -> report.shortfalls().stream().map(Problem::text).toList())
                .orElse(List.of());
    }

    @Test
    void whatIsReachedPassesAndWhatIsNotFails() throws IOException {
        Covered covered = covered();
        covered.record("0001", ONE, covered.run(1, 0));

        assertThat(shortfalls(Map.of("functions", 100, "branches", 50))).isEmpty();
        assertThat(shortfalls(Map.of("branches", 51)))
                .hasSize(1)
                .first()
                .asString()
                .isEqualTo("""
                        Tests reach too few branches of the BPF sources
                          found     50.0 %, 1 of 2
                          required  51 %, by bpftest.coverage.minimum.branches
                          remedy    test what coverage/index.html shows as not reached, exclude it with a reason, or lower the minimum""");
    }

    @Test
    void aTestThatIsDeletedFailsTheMinimumThatItHeld() throws IOException {
        Covered covered = covered();
        covered.record("0001", ONE, covered.run(1, 0));
        covered.record("0001", test("T", "two"), covered.run(0, 0));
        Map<String, Integer> all = Map.of("lines", 100, "branches", 100, "functions", 100, "regions", 100);
        assertThat(shortfalls(all)).isEmpty();

        covered.record("0002", ONE, covered.run(1, 0));

        assertThat(shortfalls(all)).hasSize(3);
        assertThat(Files.readString(reports.resolve("coverage/index.html")))
                .contains("Lines not reached: <a href=\"#l-0-5\">5</a>");
    }

    @Test
    void aMinimumWithoutAnythingCountedFails() throws IOException {
        assertThat(shortfalls(Map.of("lines", 1))).hasSize(1).first().asString().contains("nothing was counted");
        assertThat(shortfalls(Map.of())).isEmpty();
    }

    @Test
    void aHundredPercentIsAllOfThem() {
        assertThat(new Ratio(99_999, 100_000).percent()).isLessThan(100);
        assertThat(new Ratio(99_999, 100_000).text()).isEqualTo("99.9 %");
        assertThat(new Ratio(7, 7).text()).isEqualTo("100 %");
    }
}
