package io.bpftest.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.TestResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Benchmarks on the page, and in the file for tools that draw trends. */
class BenchmarkReportTest {

    private static final String HOSTILE = "</script><img src=x onerror=\"alert(1)\"> ' & \u202e \u2028";

    @TempDir
    Path folder;

    private Written records(String run, String jvm) throws IOException {
        return Written.by(folder, run, jvm);
    }

    private String page() throws IOException {
        Report.write(folder);
        return Files.readString(folder.resolve("index.html"));
    }

    private String json() throws IOException {
        Report.write(folder);
        return Files.readString(folder.resolve("benchmarks.json"));
    }

    @Test
    void aTestsBenchmarksShareAnAxisAndTellTheirFigures() throws IOException {
        records("0001", "a")
                .result("io.example.SpeedTest", "one", Status.PASSED)
                .benchmark("io.example.SpeedTest", "one", "firewall", "with old: 1.02 times", 20, 21, 19, 400);

        assertThat(page())
                .contains("<section id=\"benchmarks\"", "median 20.5 ns ± 1 ns, 19 to 400 ns in 4 samples")
                .contains("Compared with old: 1.02 times", "Note: firewall noted", "52,631 runs a sample")
                .contains("120 instructions verified, 540 B of machine code", "6.18.4 (local)")
                .contains("<rect class=\"time\" x=\"0\" y=\"0\" width=\"769.23\"")
                .contains("x=\"996.00\" y=\"3\" width=\"4\" height=\"10\"><title>400 ns</title>");
    }

    @Test
    void aPageWithoutBenchmarksHasNoSuchSection() throws IOException {
        records("0001", "a").result("T", "one", Status.PASSED);

        assertThat(page()).doesNotContain("id=\"benchmarks\"");
        assertThat(folder.resolve("benchmarks.json")).doesNotExist();
    }

    @Test
    void toolsGetTheMedianAndTheSizes() throws IOException {
        records("0001", "a")
                .result("io.example.SpeedTest", "one", Status.PASSED)
                .benchmark("io.example.SpeedTest", "one", "firewall", "", 20, 21, 19, 22);

        assertThat(json()).isEqualTo("""
                        [{"name":"io.example.SpeedTest \u203a one: firewall","unit":"ns","value":20.5,"range":"\u00b1 1.0",\
                        "extra":"udp 4000 \\u003e 53: XDP_PASS\\u000amedian 20.5 ns \u00b1 1 ns, 19 to 22 ns in 4 samples of \
                        52631 runs\\u000a120 instructions verified, 540 B of machine code\\u000akernel 6.18.4 (local)\\u000a\
                        firewall noted"},\
                        {"name":"io.example.SpeedTest \u203a one: firewall: instructions verified","unit":"instructions",\
                        "value":120,"extra":"kernel 6.18.4 (local)"},\
                        {"name":"io.example.SpeedTest \u203a one: firewall: machine code","unit":"B","value":540,\
                        "extra":"kernel 6.18.4 (local)"}]
                        """);
    }

    @Test
    void theProgramThatIsJudgedKeepsTheNameThatItsReferenceHasToo() throws IOException {
        records("0001", "a").result("A", "one", Status.PASSED).comparison("A", "one", "firewall", 5, 6);

        assertThat(json())
                .contains("\"A \u203a one: firewall (reference)\",\"unit\":\"ns\",\"value\":5")
                .contains("\"A \u203a one: firewall\",\"unit\":\"ns\",\"value\":6");
    }

    @Test
    void forksAddUpAndAClassThatRunsAgainReplacesItsBenchmarks() throws IOException {
        records("0001", "a").result("A", "one", Status.PASSED).benchmark("A", "one", "older", "", 5);
        records("0002", "b").result("A", "one", Status.PASSED).benchmark("A", "one", "newer", "", 6);
        records("0002", "c").result("B", "two", Status.PASSED).benchmark("B", "two", "other", "", 7);

        assertThat(json()).contains("newer", "other").doesNotContain("older");
    }

    @Test
    void theFileGoesWithTheLastBenchmark() throws IOException {
        records("0001", "a").result("A", "one", Status.PASSED).benchmark("A", "one", "older", "", 5);
        json();
        records("0002", "b").result("A", "one", Status.PASSED);
        page();

        assertThat(folder.resolve("benchmarks.json")).doesNotExist();
    }

    @Test
    void kernelsAreToldApartByTheNameOfTheirFolder() throws IOException {
        Files.createDirectories(folder.resolve("records"));
        records("0001", "a").result("A", "one", "one", Status.PASSED, "", "linux-6.12");
        Written.by(folder.resolve("linux-6.12"), "0001", "b").benchmark("A", "one", "firewall", "", 5);

        assertThat(json()).contains("\"A \u203a one: firewall on linux-6.12\"");
    }

    @Test
    void whatWasCutOffIsLeftOut() throws IOException {
        records("0001", "a").result("A", "one", Status.PASSED).benchmark("A", "one", "firewall", "");

        assertThat(page()).doesNotContain("id=\"benchmarks\"");
    }

    @Test
    void textOfBenchmarksNeverBecomesMarkup() throws IOException {
        records("0001", "a").result("A", "one", Status.PASSED).benchmark("A", "one", HOSTILE, HOSTILE, 5);
        String page = page();

        assertThat(page).doesNotContain("<img", "\u202e", "\u2028");
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(2);
        assertThat(json()).doesNotContain("<", "\u2028");
    }

    /** Stays, for ci/report to open. */
    @Test
    void manyBenchmarksAreShownUpToALimit() throws IOException {
        Path many = Files.createDirectories(Path.of("target", "report-benchmarks"));
        try (var files = Files.walk(many)) {
            files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
        }
        Written records = Written.by(many, "0001", "a");
        for (int i = 0; i < 510; i++) {
            records.result("io.example.SpeedTest", "packet " + i, Status.PASSED)
                    .benchmark(
                            "io.example.SpeedTest",
                            "packet " + i,
                            "xdp_firewall_of_the_next_release",
                            i % 2 == 0 ? "" : "with xdp_firewall: 1.02 times, 1.01 to 1.04 in 20 rounds",
                            40 + i % 7,
                            42,
                            41 + i % 5,
                            44,
                            43,
                            60);
        }
        Report.write(many);

        assertThat(Files.readString(many.resolve("index.html"))).contains("10 more stand in benchmarks.json");
    }
}
