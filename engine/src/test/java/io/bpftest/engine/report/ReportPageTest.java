package io.bpftest.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.TestResult.Status;
import io.bpftest.packet.Packets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a browser gets it; ci/report opens it in one. */
class ReportPageTest {

    private static final byte[] IN =
            Packets.udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x").bytes();

    private static final byte[] OUT =
            Packets.udp4("203.0.113.7", 4000, "198.51.100.1", 5353).payload("x").bytes();

    private static final String HOSTILE =
            "</script><script>alert(1)</script><img src=x onerror=\"alert(2)\"> ' & \u0000\u0007"
                    + "\u001b[31m \u2028 \u2029 \u202edesrever \ud800 {body} {script} <!-- ]]>";

    /** Stays, for ci/report to open. */
    private static final Path FOLDER = Path.of("target", "report-hostile");

    @TempDir
    Path folder;

    private String page(String text) throws IOException {
        return page(folder, text);
    }

    private static String hostilePage() throws IOException {
        Files.createDirectories(FOLDER);
        try (var files = Files.walk(FOLDER)) {
            files.filter(Files::isRegularFile).forEach(file -> file.toFile().delete());
        }
        return page(FOLDER, HOSTILE);
    }

    private static String page(Path reports, String text) throws IOException {
        Written.by(reports, "0001", "a")
                .result(text, text, text, Status.FAILED, text, "")
                .run(text, text, text, text, IN, OUT)
                .result("io.example.OtherTest", "two", Status.PASSED)
                .run("io.example.OtherTest", "two", "xdp_other", "XDP_DROP", IN, IN);
        Report.write(reports);
        return Files.readString(reports.resolve("index.html"));
    }

    @Test
    void textOfTestsAndProgramsNeverBecomesMarkup() throws IOException {
        String page = hostilePage();

        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;alert(1)").doesNotContain("<img", "<!-- ]]>");
        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(2);
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(2);
        assertThat(page).doesNotContain("\u0000", "\u0007", "\u001b", "\u2028", "\u2029", "\u202e");
        assertThat(page).contains("\\u202edesrever");
    }

    @Test
    void dataHoldsNothingThatCouldEndItsBlock() throws IOException {
        Matcher block = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(hostilePage());

        assertThat(block.find()).isTrue();
        assertThat(block.group(1)).doesNotContain("<", ">", "&").contains("alert(1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "//evil.example/x", "../\"onclick=\"x", "a b#c?d%41"})
    void addressesOfFilesLeadToFilesOnly(String path) {
        assertThat(Html.address(path)).matches("(\\./|file:///)[A-Za-z0-9/._~%-]+");
    }

    @Test
    void whatAReaderLooksForFirstStandsThereWithoutScripts() throws IOException {
        String page = page("io.example.FirewallTest").replaceAll("(?s)<script.*?</script>", "");

        assertThat(page)
                .contains("<h1>1 of 2 tests failed</h1>", "<pre tabindex=\"0\">io.example.FirewallTest</pre>")
                .contains("<code>xdp_other</code>", "XDP_DROP", "6.18.4 (local)", "120", "960", "540")
                .contains("<a href=\"./T/io.example.FirewallTest.pcap\">")
                .contains("aria-label=\"Runs of xdp_other: XDP_DROP 1 (100 %)\"");
    }

    @Test
    void packetsAreDissectedOnceEach() throws IOException {
        String page = page("t");

        assertThat(Pattern.compile("\"eth ").matcher(page).results()).hasSize(2);
        assertThat(page).contains("\"4000\"", "\"5353", "\"destination port\"");
    }

    @Test
    void thePageAsksForNothingElse() throws IOException {
        String page = page("t");

        assertThat(page).contains("default-src 'none'", "'sha256-");
        assertThat(Pattern.compile("(src|href)=\"(?!#|\\./)").matcher(page).results())
                .isEmpty();
        assertThat(page).doesNotContain("http:", "https:", "@import", "url(");
    }

    @Test
    void aPageThatIsMadeLeavesNoPartOfOne() throws IOException {
        page("t");

        try (var files = Files.list(folder.resolve("records"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "0001-1-a-00001.jsonl");
        }
    }
}
