package io.bpftest.engine.report.coverage;

import static io.bpftest.engine.report.coverage.Covered.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExclusionsTest {

    private static final String CODE = """
            int prog(int a, int b)
            {
            	if (a > 9)
            		return -1; // bpf-test: not covered: the verifier wants it
            	/* bpf-test: not covered from here: only on old kernels */
            	if (b > 9)
            		return -2;
            	// bpf-test: covered again
            	return 0;
            }
            """;

    @TempDir
    Path folder;

    private static List<String> problems(String... lines) {
        return Exclusions.of("x.bpf.c", List.of(lines)).problems().stream()
                .map(Problem::text)
                .toList();
    }

    @Test
    void whatCommentsExcludeIsInNoFigureAndIsListed() throws IOException {
        Path reports = folder.resolve("reports");
        Covered covered = Covered.compiled(reports, folder.resolve("src"), "excluded.bpf.c", CODE);
        covered.record("0001", test("T", "one"), covered.run(1, 1));

        CoverageReport.write(reports, "clang", Map.of());

        List<String> lcov = Files.readAllLines(reports.resolve("coverage/lcov.info"));
        assertThat(lcov)
                .contains("DA:3,1", "DA:9,1", "LF:4", "LH:4", "BRF:2")
                .noneMatch(line -> line.matches("DA:[4-8],.*"));
        assertThat(Files.readString(reports.resolve("coverage/index.html")))
                .contains("the verifier wants it", "only on old kernels", "lines 5 to 8", "not run");
    }

    @Test
    void aCommentInALineOfItsOwnIsForTheNext() {
        assertThat(Exclusions.of("x", List.of("  // bpf-test: not covered: reason", "a();"))
                        .all())
                .containsExactly(new Exclusion(2, 2, "reason", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "// bpf-test: not coverd: x, \"not covered: REASON\"",
        "// bpf-test: ignore, \"not covered: REASON\"",
        "// bpf-test: not covered, a reason after a colon",
        "// bpf-test: not covered from here:, a reason after a colon",
        "// bpf-test: covered again, before it",
        "// bpf-test: not covered from here: x, \"bpf-test: covered again\" after it"
    })
    void commentsThatSayNothingAreErrors(String comment, String required) {
        assertThat(problems("int a;", comment)).hasSize(1).first().asString().contains("x.bpf.c, line 2", required);
    }

    @Test
    void aPairWithinAPairIsAnError() {
        String start = "// bpf-test: not covered from here: x";

        assertThat(problems(start, start, "// bpf-test: covered again"))
                .hasSize(1)
                .first()
                .asString()
                .contains("line 2", "line 1");
    }

    @Test
    void otherCommentsAreLeftAlone() {
        assertThat(problems("// bpf-test is fine", "x(); // covered again", "\"bpf-test: covered\""))
                .isEmpty();
    }
}
