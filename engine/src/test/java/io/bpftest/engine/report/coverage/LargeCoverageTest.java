package io.bpftest.engine.report.coverage;

import static io.bpftest.engine.report.coverage.Covered.test;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A program of 3,000 lines and its hundred tests, with text that would harm a page; ci/report opens the page. */
class LargeCoverageTest {

    private static final int FUNCTIONS = 100;
    private static final int TESTS = 100;

    /** Stays, for ci/report to open. */
    private static final Path FOLDER = Path.of("target", "report-coverage");

    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=alert(2)> \u202e {body}";

    private static String code() {
        StringBuilder code = new StringBuilder("/* " + HOSTILE + " */\n");
        for (int i = 0; i < FUNCTIONS; i++) {
            code.append("static __attribute__((noinline)) int part_")
                    .append(i)
                    .append("(int a, int b)\n{\n\tint r = b;\n");
            for (int j = 0; j < 6; j++) {
                code.append("\tif (a > ")
                        .append(i + 17 * j)
                        .append(" && b != ")
                        .append(j)
                        .append(")\n");
                code.append("\t\tr += ").append(j + 1).append(";\n\telse\n\t\tr ^= a;\n");
            }
            code.append("\treturn r;\n}\n\n");
        }
        code.append("int prog(int a, int b)\n{\n\tint r = 0;\n");
        for (int i = 0; i < FUNCTIONS; i++) {
            code.append("\tif (a >= ")
                    .append(i)
                    .append(")\n\t\tr += part_")
                    .append(i)
                    .append("(a, b);\n");
        }
        return code.append("\treturn r;\n}\n").toString();
    }

    @Test
    void threeThousandLinesMakeAPageOfWhichNoTextIsMarkup() throws IOException {
        if (Files.exists(FOLDER)) {
            try (var old = Files.walk(FOLDER)) {
                old.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        Path reports = Files.createDirectories(FOLDER).toAbsolutePath();
        String code = code();
        assertThat(code.lines()).hasSizeGreaterThan(3_000);
        Covered covered = Covered.compiled(reports, reports.resolve("src"), "large.bpf.c", code);
        List<long[]> runs = List.of(covered.run(5, 3), covered.run(50, 2), covered.run(80, 1));
        for (int i = 0; i < TESTS; i++) {
            covered.record("0001", test("io.example." + HOSTILE, "test " + i), runs.get(i % runs.size()));
        }

        CoverageReport.write(reports, "clang", Map.of());

        String page = Files.readString(reports.resolve("coverage/index.html"));
        assertThat(page).hasSizeBetween(300_000, 3_000_000).doesNotContain("<img", "\u202e");
        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(2);
        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)", "{body}", "part_99");
    }
}
