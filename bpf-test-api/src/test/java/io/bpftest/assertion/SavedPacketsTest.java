package io.bpftest.assertion;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SavedPacketsTest extends ReportingTest {

    private static final byte[] FIRST = new byte[14];
    private static final byte[] SECOND = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    private String save(byte[]... packets) {
        return SavedPackets.save(List.of(packets)).replace(reports.toString(), "target/bpf-test");
    }

    @Test
    void keepsThePacketsInTheirOrder() {
        assertThat(save(FIRST, SECOND)).isEqualTo("target/bpf-test/XdpFirewallTest/dropsBlockedSources.pcap");
        assertThat(PcapBytes.read(reports.resolve("XdpFirewallTest/dropsBlockedSources.pcap")))
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void numbersFurtherFailuresOfTheSameTest() {
        assertThat(save(FIRST)).endsWith("/dropsBlockedSources.pcap");
        assertThat(save(SECOND)).endsWith("/dropsBlockedSources-2.pcap");
        assertThat(save(FIRST)).endsWith("/dropsBlockedSources-3.pcap");
        assertThat(PcapBytes.read(reports.resolve("XdpFirewallTest/dropsBlockedSources-2.pcap")))
                .containsExactly(SECOND);
        CurrentTest.set(() -> new CurrentTest(
                "XdpFirewallTest", "passesOthers", () -> new TestFolders(reports, reports, reports, false)));
        assertThat(save(FIRST)).endsWith("/passesOthers.pcap");
    }

    @Test
    void replacesTheCaptureOfAnEarlierRun() throws IOException {
        Path file = reports.resolve("XdpFirewallTest/dropsBlockedSources.pcap");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[1000]);
        save(FIRST);
        assertThat(PcapBytes.read(file)).containsExactly(FIRST);
    }

    @Test
    void showsThePathFromTheWorkingDirectory() throws IOException {
        Path folder = Path.of("target", "saved-packets-test").toAbsolutePath();
        CurrentTest.set(() ->
                new CurrentTest("XdpFirewallTest", "drops[1]", () -> new TestFolders(folder, folder, folder, false)));
        assertThat(SavedPackets.save(List.of(FIRST)))
                .isEqualTo("target/saved-packets-test/XdpFirewallTest/drops[1].pcap");
        Files.delete(folder.resolve("XdpFirewallTest/drops[1].pcap"));
    }

    @Test
    void replacesWhatAFileNameCannotHold() {
        CurrentTest.set(() -> new CurrentTest(
                "XdpFirewallTest", "../worker/1: a b", () -> new TestFolders(reports, reports, reports, false)));
        assertThat(save(FIRST)).isEqualTo("target/bpf-test/XdpFirewallTest/.._worker_1__a_b.pcap");
    }

    @Test
    void saysWhyNothingWasSaved() throws IOException {
        Files.writeString(reports.resolve("XdpFirewallTest"), "a file where the folder should be");
        assertThat(save(FIRST)).isEqualTo("not saved: FileAlreadyExistsException: target/bpf-test/XdpFirewallTest");
    }

    @Test
    void stopsBeforeAPollingTestFillsTheDisk() {
        for (int i = 0; i < SavedPackets.MOST; i++) {
            assertThat(save(FIRST)).endsWith(".pcap");
        }
        assertThat(save(FIRST)).isEqualTo("not saved: this test has left 100 captures already");
        assertThat(reports.resolve("XdpFirewallTest").toFile().list()).hasSize(SavedPackets.MOST);
    }
}
