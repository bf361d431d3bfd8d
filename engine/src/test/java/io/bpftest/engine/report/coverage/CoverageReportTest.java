package io.bpftest.engine.report.coverage;

import static io.bpftest.engine.report.coverage.Covered.test;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.RecordLine;
import io.bpftest.engine.report.TestKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program of every form of branch leaves, whose counts were made by hand. */
class CoverageReportTest {

    /** In each line what {@code prog(0, 0)}, {@code prog(2, 5)} and {@code prog(7, 1)} together run of it. */
    private static final String FORMS = """
            #define BOTH(x, y) ((x) > 1 && (y) > 1)  // 3
            static inline int larger(int x, int y)
            {                                        // 3
            	if (x > y)                           // 3
            		return x;                        // 1
            	return y;                            // 2
            }                                        // 3
            static __attribute__((noinline)) int unused_form(int a)
            {                                        // 0
            	return a + 1;                        // 0
            }                                        // 0
            int prog(int a, int b)
            {                                        // 3
            	int r = a ? 5 : 6;                   // 3
            	if (BOTH(a, b))                      // 3
            		r += 1;                          // 1
            	else                                 // 2
            		r += 2;                          // 2
            	for (int i = 0; i < b; i++)          // 9
            		r++;                             // 6
            	while (a > 100)                      // 3
            		a--;                             // 0
            	switch (a) {                         // 3
            	case 0:                              // 1
            		r = 3;                           // 1
            		break;                           // 1
            	case 1:                              // 0
            		goto out;                        // 0
            	default:                             // 2
            		r = 4;                           // 2
            	}                                    // 3
            	if (a == 50 || b == 5)               // 3
            		r = 9;                           // 1
            	if (a == 99)                         // 3
            		r = unused_form(r);              // 0
            out:                                     // 3
            	return larger(r, b * 4);             // 3
            }                                        // 3
            """;

    private static final TestKey FIRST = test("io.example.FormsTest", "first");
    private static final TestKey SECOND = test("io.example.FormsTest", "second");

    @TempDir
    Path folder;

    private Covered forms() throws IOException {
        return Covered.compiled(folder.resolve("reports"), folder.resolve("src"), "forms.bpf.c", FORMS);
    }

    private CoverageReport write() throws IOException {
        return CoverageReport.write(folder.resolve("reports"), "clang", Map.of())
                .orElseThrow();
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("reports/coverage").resolve(name));
    }

    private static List<String> byHand() {
        String[] lines = FORMS.split("\n");
        return IntStream.range(0, lines.length)
                .filter(i -> lines[i].matches(".*// \\d+"))
                .mapToObj(i -> "DA:" + (i + 1) + "," + lines[i].replaceAll(".*// ", ""))
                .toList();
    }

    private List<String> lcov(String prefix) throws IOException {
        return file("lcov.info").lines().filter(line -> line.startsWith(prefix)).toList();
    }

    @Test
    void countsAreThoseMadeByHand() throws IOException {
        Covered forms = forms();
        forms.record("0001", FIRST, forms.run(0, 0, 2, 5, 7, 1));

        write();

        assertThat(lcov("DA:")).containsExactlyElementsOf(byHand());
        assertThat(lcov("FNDA:")).containsExactly("FNDA:3,larger", "FNDA:0,unused_form", "FNDA:3,prog");
        // By hand: ?:, && twice, if, for, while, three cases, || twice, if.
        assertThat(lcov("BRF:")).containsExactly("BRF:24");
        assertThat(lcov("BRH:")).containsExactly("BRH:20");
    }

    @Test
    void llvmCovGivesTheSameLines() throws Exception {
        Covered forms = forms();
        long[] counters = forms.run(0, 0, 2, 5, 7, 1);
        forms.record("0001", FIRST, counters);
        write();

        assertThat(LineCounts.reached(ownReading(forms, counters)))
                .isEqualTo(lcov("DA:").stream()
                        .filter(line -> !line.endsWith(",0"))
                        .map(line -> Integer.valueOf(line.replaceAll("DA:(\\d+),.*", "$1")))
                        .toList());
        assertThat(llvmCov(forms)).isEqualTo(lcov("DA:"));
    }

    private static List<Region> ownReading(Covered forms, long[] counters) throws UnreadableObject {
        return CoveredObject.read(forms.object, forms.sha).count(counters).stream()
                .flatMap(function -> function.regions().stream())
                .toList();
    }

    /** The lines as llvm-cov itself counts them. */
    private List<String> llvmCov(Covered forms) throws IOException {
        List<CounterRecord> records = RecordLine.latest(folder.resolve("reports"), "coverage").stream()
                .map(CounterRecord::of)
                .toList();
        LlvmTools tools = LlvmTools.of("clang", System.getenv("PATH"));
        new LlvmExport(new Counters(records), tools, folder).functions();
        Path lcov = tools.run(
                folder,
                tools.cov(),
                List.of(
                        "export",
                        "-format=lcov",
                        "-instr-profile=" + folder.resolve("profile.data"),
                        forms.object.toString()));
        return Files.readAllLines(lcov).stream()
                .filter(line -> line.startsWith("DA:"))
                .toList();
    }

    @Test
    void testsForksAndKernelsAddUp() throws IOException {
        Covered forms = forms();
        forms.record("0001", FIRST, forms.run(0, 0));
        forms.record("0001", SECOND, forms.run(2, 5));
        forms.record("0001", new TestKey("linux-6.1", FIRST.className(), FIRST.id()), forms.run(7, 1));

        write();

        assertThat(lcov("DA:")).containsExactlyElementsOf(byHand());
        assertThat(file("index.html")).contains("6.18.4 (local), linux-6.1 (local)");
    }

    @Test
    void aClassThatRunsAgainReplacesWhatItCounted() throws IOException {
        Covered forms = forms();
        forms.record("0001", FIRST, forms.run(0, 0));
        forms.record("0001", test("io.example.OtherTest", "one"), forms.run(2, 5));
        forms.record("0002", SECOND, forms.run(7, 1));

        write();

        assertThat(lcov("FNDA:2,")).containsExactly("FNDA:2,larger", "FNDA:2,prog");
    }

    @Test
    void theConsoleShowsATable() throws IOException {
        Files.createFile(folder.resolve("pom.xml"));
        Path reports = folder.resolve("target/bpf-test");
        Covered forms = Covered.compiled(reports, folder.resolve("src/main/bpf"), "forms.bpf.c", FORMS);
        forms.record("0001", FIRST, forms.run(0, 0, 2, 5, 7, 1));

        String console =
                CoverageReport.write(reports, "clang", Map.of()).orElseThrow().console();

        assertThat(console).isEqualToNormalizingNewlines("""
                bpf-test: coverage   lines  branches  functions  regions
                bpf-test:           80.0 %    83.3 %     66.6 %   86.6 %  src/main/bpf/forms.bpf.c
                bpf-test:           not reached: unused_form
                bpf-test: see target/bpf-test/coverage/index.html
                """);
    }

    @Test
    void anObjectThatWasOnlyLoadedCountsAsUnreached() throws IOException {
        Covered forms = forms();
        forms.record("0001", FIRST, new long[0]);

        assertThat(write().console()).contains("0.0 %", "forms.bpf.c", "not reached: larger, unused_form, prog");
    }

    @Test
    void functionsOfOneNameInTwoSourcesAreCountedApart() throws IOException {
        Path reports = folder.resolve("reports");
        String code = "int prog(int a, int b)\n{\n\treturn a;\n}\n";
        Covered one = Covered.compiled(reports, folder.resolve("one"), "one.bpf.c", code);
        Covered other = Covered.compiled(reports, folder.resolve("two"), "two.bpf.c", code + "\n");
        one.record("0001", FIRST, one.run(1, 1));
        other.record("0001", FIRST, new long[0]);

        write();

        assertThat(lcov("FNDA:")).containsExactly("FNDA:1,prog", "FNDA:0,prog");
    }

    @Test
    void variantsOfOneSourceAreAddedUp() throws IOException {
        Path reports = folder.resolve("reports");
        String code = "int prog(int a, int b)\n{\n#ifdef NEW\n\tif (a)\n\t\treturn b;\n#endif\n\treturn a;\n}\n";
        Covered old = Covered.compiled(reports, folder.resolve("src"), "one.bpf.c", code);
        Covered other = Covered.compiled(reports, folder.resolve("src"), "one.bpf.c", code, "-DNEW");
        old.record("0001", FIRST, old.run(1, 1));
        other.record("0001", SECOND, other.run(1, 1));

        write();

        assertThat(lcov("DA:")).contains("DA:2,2", "DA:4,1", "DA:5,1");
        assertThat(lcov("FNDA:")).containsExactly("FNDA:2,prog");
    }

    @Test
    void variantsOfOneStructureCountTheirOwnLines() throws IOException {
        Path reports = folder.resolve("reports");
        String code = "int prog(int a, int b)\n{\n#ifdef A\n\treturn 1;\n#else\n\treturn 2;\n#endif\n}\n";
        Covered one = Covered.compiled(reports, folder.resolve("src"), "one.bpf.c", code);
        one.record("0001", FIRST, one.run(1, 1, 1, 1));
        Covered other = Covered.compiled(reports, folder.resolve("src"), "one.bpf.c", code, "-DA");
        other.record("0001", SECOND, other.run(1, 1, 1, 1, 1, 1));

        write();

        assertThat(lcov("DA:")).contains("DA:2,5", "DA:4,3", "DA:6,2", "DA:8,5");
        assertThat(lcov("FNDA:")).containsExactly("FNDA:5,prog");
    }

    @Test
    void everyLineNamesTheTestsThatReachIt() throws IOException {
        Covered forms = forms();
        forms.record("0001", FIRST, forms.run(0, 0));
        forms.record("0001", SECOND, forms.run(2, 5));
        write();
        String page = file("index.html");

        // Line 16 only the second reaches, line 25 only the first, and both line 13.
        assertThat(setOf(page, 16)).isEqualTo("1");
        assertThat(setOf(page, 25)).isEqualTo("0");
        assertThat(setOf(page, 13)).isEqualTo("0,1");
        assertThat(page).contains("\"tests\":[\"FormsTest, outside of its tests\"");
    }

    private static String setOf(String page, int line) {
        String number = page.replaceAll("(?s).*id=\"l-0-" + line + "\"[^>]*data-set=\"(\\d+)\".*", "$1");
        String sets = page.replaceAll("(?s).*\"sets\":\\[\\[(.*?)\\]\\]\\}.*", "$1");
        return Arrays.asList(sets.split("\\],\\[")).get(Integer.parseInt(number));
    }

    @Test
    void thePageTellsInWordsWhatIsNotReached() throws IOException {
        Covered forms = forms();
        forms.record("0001", FIRST, forms.run(0, 0, 2, 5, 7, 1));

        write();

        assertThat(file("index.html"))
                .contains("<h1>Coverage: ", "aria-label=\"not reached\"", "aria-label=\"partly reached\"")
                .contains("column 9: the condition was never true", "Lines not reached: ", "unused_form")
                .contains("default-src 'none'")
                .doesNotContain("http:", "https:");
    }

    @Test
    void coberturaHasTheSameFigures() throws IOException {
        Covered forms = forms();
        forms.record("0001", FIRST, forms.run(0, 0, 2, 5, 7, 1));

        write();

        assertThat(file("cobertura.xml"))
                .contains("lines-covered=\"28\" lines-valid=\"35\" branches-covered=\"20\" branches-valid=\"24\"")
                .contains("<line number=\"15\" hits=\"3\" branch=\"true\" condition-coverage=\"100% (4/4)\"/>")
                .contains("<method name=\"larger\" signature=\"\" line-rate=\"1.0000\" branch-rate=\"1.0000\"")
                .contains("<method name=\"unused_form\" signature=\"\" line-rate=\"0.0000\" branch-rate=\"1.0000\"")
                // By hand: of 22 branches while, case 1, the left side of || and the last if were never true.
                .containsPattern("<method name=\"prog\" signature=\"\" line-rate=\"0.8\\d+\" branch-rate=\"0.8182\"");
    }

    @Test
    void aLanguageWithOtherDigitsWritesTheSameFigures() throws IOException {
        Covered forms = forms();
        forms.record("0001", FIRST, forms.run(0, 0, 2, 5, 7, 1));
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            write();
        } finally {
            Locale.setDefault(before);
        }

        assertThat(file("cobertura.xml")).contains("lines-covered=\"28\" lines-valid=\"35\"");
    }
}
