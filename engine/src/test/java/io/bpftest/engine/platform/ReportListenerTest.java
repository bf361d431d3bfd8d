package io.bpftest.engine.platform;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The report of fixtures that ran in the kernel, here or in another JVM. */
class ReportListenerTest {

    private static final int DROP = 1;
    private static final int PASS = 2;

    @TempDir
    Path folder;

    @BpfObject("verdicts.bpf.c")
    static class Mixed {

        @Test
        void drops(@BpfProgram("xdp_verdict") XdpProgram program) {
            for (int i = 0; i < 3; i++) {
                assertThat(program.run(Frames.asking(DROP))).drops();
            }
            assertThat(program.run(Frames.asking(PASS))).passes();
            ByteBuffer packet =
                    ByteBuffer.allocateDirect(64).put(Frames.asking(PASS)).flip();
            program.run(packet, ByteBuffer.allocateDirect(64));
        }

        @Test
        void fails(@BpfProgram("xdp_verdict") XdpProgram program) {
            assertThat(program.run(Frames.asking(PASS))).drops();
        }

        @Test
        @Disabled("not today")
        void isLeftOut() {}
    }

    @BpfObject(value = "verdicts.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class Shared {

        @BpfProgram("xdp_verdict")
        static XdpProgram program;

        @RepeatedTest(3)
        void drops() {
            assertThat(program.run(Frames.asking(DROP))).drops();
        }
    }

    @BpfObject("verdicts.bpf.c")
    static class NeverBegins {

        @BeforeAll
        static void fails() {
            throw new IllegalStateException("no such luck");
        }

        @Test
        void isNotRun(@BpfProgram("xdp_verdict") XdpProgram program) {}
    }

    static class WithoutTheFramework {

        @Test
        void isNoneOfOurs() {}
    }

    private String page(LauncherDiscoveryRequestBuilder request) throws IOException {
        request.configurationParameter("bpftest.report.dir", folder.toString());
        LauncherFactory.create().execute(request.build(), new ReportListener(new AtomicReference<>()));
        Path page = folder.resolve("index.html");
        return Files.exists(page) ? Files.readString(page) : "";
    }

    /** What all tests together did, which stands there without scripts. */
    private static String runs(String page) {
        return page.replaceAll("(?s).*aria-label=\"Runs of ([^\"]*)\".*", "$1");
    }

    @Test
    void whatTestsDidStandsOnThePage() throws IOException {
        String page = page(Elsewhere.local(selectClass(Mixed.class)));

        assertThat(runs(page)).isEqualTo("xdp_verdict: XDP_PASS 3 (50 %), XDP_DROP 3 (50 %)");
        assertThat(page)
                .contains("<h1>1 of 3 tests failed</h1>", "fails(XdpProgram)", "not today", "(local)")
                .contains("XDP program of verdicts.bpf.c, section xdp", "expected XDP_DROP");
    }

    @Test
    void aFailuresCaptureIsWhereItsLinkLeads() throws IOException {
        String page = page(Elsewhere.local(selectClass(Mixed.class)));

        String link = page.replaceAll("(?s).*<a href=\"([^\"]*[.]pcap)\">.*", "$1");
        assertThat(folder.resolve(link)).isNotEmptyFile();
    }

    @Test
    void testsInAnotherJvmAreThereLikeLocalOnes() throws IOException {
        String page = page(Elsewhere.process(selectClass(Mixed.class)));

        assertThat(runs(page)).isEqualTo("xdp_verdict: XDP_PASS 3 (50 %), XDP_DROP 3 (50 %)");
        assertThat(page).contains("<h1>1 of 3 tests failed</h1>", "not today", "fails.pcap");
        try (Stream<Path> files = Files.list(folder.resolve("records"))) {
            Stream<String> names = files.map(file -> file.getFileName().toString());
            assertThat(names.filter(name -> name.endsWith(".jsonl")).map(name -> name.replaceAll("-\\d+[.]jsonl", "")))
                    .as("JVMs that wrote records")
                    .doesNotHaveDuplicates()
                    .hasSize(2);
        }
    }

    @Test
    void whatAClassSharesIsCountedForTheTestThatRunsIt() throws IOException {
        String page = page(Elsewhere.local(selectClass(Shared.class)));

        assertThat(runs(page)).isEqualTo("xdp_verdict: XDP_DROP 3 (100 %)");
        assertThat(page).contains("section xdp · 3 tests");
    }

    @Test
    void theKernelTellsWhatTheVerifierWentThrough() throws IOException {
        assertThat(page(Elsewhere.local(selectClass(Shared.class))))
                .containsPattern("[(]local[)]</th><td>[1-9]\\d*</td><td>[1-9]\\d*</td><td>");
    }

    @Test
    void aClassWhoseTestsNeverRanIsAFailure() throws IOException {
        assertThat(page(Elsewhere.local(selectClass(NeverBegins.class))))
                .contains("<h1>1 of 1 test failed</h1>", "no such luck");
    }

    @Test
    void aRunOfOneClassLeavesTheOthersThere() throws IOException {
        page(Elsewhere.local(selectClass(Mixed.class)));

        assertThat(page(Elsewhere.local(selectClass(Shared.class)))).contains("1 of 6 tests failed");
    }

    @Test
    void classesThatDoNotUseTheFrameworkAreLeftOut() throws IOException {
        assertThat(page(Elsewhere.local(selectClass(WithoutTheFramework.class))))
                .isEmpty();
    }

    @Test
    void nothingIsWrittenWhereTheReportIsOff() throws IOException {
        String page =
                page(Elsewhere.local(selectClass(Shared.class)).configurationParameter("bpftest.report", "false"));

        assertThat(page).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }
}
