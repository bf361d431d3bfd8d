package io.bpftest.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.TestResult.Status;
import io.bpftest.packet.Packets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ten thousand tests on one page; ci/report measures how long it takes to open. */
class LargeReportTest {

    private static final int TESTS = 10_000;
    private static final int LARGEST = 20_000_000;

    /** Each with packets of its own, of which every tenth comes out changed; one in fifty fails. */
    @Test
    void tenThousandTestsAreSmallerThan20Megabytes() throws IOException {
        Path folder = Path.of("target", "report-10000");
        Files.createDirectories(folder.resolve("records"));
        try (var old = Files.list(folder.resolve("records"))) {
            old.forEach(file -> file.toFile().delete());
        }
        Written written = Written.by(folder, "0001", "a");
        for (int i = 0; i < TESTS; i++) {
            String type = "io.example.Suite" + i / 50 + "Test";
            Status status = i % 50 == 7 ? Status.FAILED : Status.PASSED;
            String name = "treatsPacketsAsItsRulesSay(XdpProgram) › [" + i + "] port=" + i;
            String message = status == Status.PASSED ? "" : ("line of a long message " + i + "\n").repeat(30);
            written.result(type, "test " + i, name, status, message, "");
            written.run(
                    type,
                    "test " + i,
                    "xdp_" + i % 20,
                    i % 3 == 0 ? "XDP_DROP" : "XDP_PASS",
                    packet(i, 0),
                    packet(i, i % 10 == 0 ? 1 : 0));
        }

        Report.write(folder);

        Path page = folder.resolve("index.html");
        assertThat(page).isNotEmptyFile();
        assertThat(Files.size(page)).isBetween(1_000_000L, (long) LARGEST);
        assertThat(Files.readString(page)).contains("200 of 10,000 tests failed", "[9999] port=9999");
    }

    private static byte[] packet(int number, int more) {
        return Packets.udp4("203.0.113." + number % 250, 1024 + number, "198.51.100.1", 53 + more)
                .payload("payload number " + number)
                .bytes();
    }

    @Test
    void aPageOfTestsThatAllFailAtLengthShowsLessOfEach() throws IOException {
        String message = "\u4e00".repeat(16_000);
        List<TestResult> tests = IntStream.range(0, TESTS)
                .mapToObj(i -> new TestResult(
                        "test " + i,
                        "io.example.T",
                        "",
                        List.of("T", message.substring(0, 400) + i),
                        Status.FAILED,
                        1,
                        message,
                        false,
                        TestDetails.NONE))
                .toList();

        assertThat(new ReportPage(tests, java.util.Map.of(), Section.NONE, java.util.Map.of()).bytes())
                .hasSizeLessThan(LARGEST);
    }
}
