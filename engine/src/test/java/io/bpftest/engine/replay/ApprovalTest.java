package io.bpftest.engine.replay;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.ReplayOptions.replayOptions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Golden;
import io.bpftest.program.Replay;
import io.bpftest.program.ReplayOptions;
import io.bpftest.program.XdpProgram;
import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A filter that drops packets longer than a constant, on packets of 80 to 109 bytes. */
class ApprovalTest {

    private static final int SHORTEST = 80;
    private static final int PACKETS = 30;

    @TempDir
    Path folder;

    private Golden golden;
    private Path approved;

    @BeforeEach
    void begin() {
        golden = new Golden()
                .hide(folder, "<folder>")
                .normalise("tag ([0-9a-f]{16}) when approved, ([0-9a-f]{16}) now", "tag <old> when approved, <new> now")
                .normalise("tag [0-9a-f]{16}", "tag <tag>");
        approved = folder.resolve("FilterTest.replays.approved.txt");
        test("replays", true);
    }

    @AfterEach
    void end() {
        CurrentTest.clear();
    }

    private void test(String name, boolean approve) {
        CurrentTest.set(() -> new CurrentTest(
                "FilterTest", name, () -> new TestFolders(folder, folder, folder.resolve("reports"), approve)));
    }

    @Test
    void whatWasApprovedIsWrittenOnceAndMatchesFromThenOn() throws IOException {
        assertThat(replay(100)).matchesApproved();
        test("replays", false);

        assertThat(replay(100)).matchesApproved();

        assertThat(Files.readAllLines(approved))
                .contains("# packets  30", "# capture  lengths.pcap")
                .anySatisfy(line -> assertThat(line).startsWith("21  20.000000  XDP_PASS  =  eth "))
                .anySatisfy(line -> assertThat(line).startsWith("22  21.000000  XDP_DROP  =  eth "));
    }

    @Test
    void anotherConstantChangesExactlyThePacketsItConcerns() {
        assertThat(replay(100)).matchesApproved();
        test("replays", false);

        golden.failsOnAScreen("approval_changed", () -> assertThat(replay(96)).matchesApproved());
    }

    @Test
    void anotherProgramOfThatNameIsToldByItsTag() throws IOException {
        assertThat(replay(100)).matchesApproved();
        test("replays", false);
        Files.writeString(approved, Files.readString(approved).replaceFirst("tag +[0-9a-f]+", "tag 0123456789abcdef"));

        assertThat(replay(100)).matchesApproved();
        golden.failsOnAScreen(
                "approval_changed_since", () -> assertThat(replay(99)).matchesApproved());
    }

    @Test
    void anotherKernelIsTold() throws IOException {
        assertThat(replay(100)).matchesApproved();
        test("replays", false);
        Files.writeString(
                approved,
                Files.readString(approved)
                        .replaceFirst("tag +[0-9a-f]+", "tag 0123456789abcdef")
                        .replaceFirst("kernel +.*", "kernel 5.10.0"));

        golden.failsOnAScreen(
                "approval_other_kernel", () -> assertThat(replay(99)).matchesApproved());
    }

    @Test
    void nothingApprovedFailsWithTheCommandThatDoes() {
        test("replays", false);

        golden.failsOnAScreen("approval_missing", () -> assertThat(replay(100)).matchesApproved());
    }

    @Test
    void approvalsOfOtherProgramsOrCapturesAreTold() throws IOException {
        assertThat(replay(100)).matchesApproved();
        test("replays", false);
        String text = Files.readString(approved);

        golden.failsOnAScreen(
                "approval_other_capture",
                () -> assertThat(replay(100, replayOptions().filter("less 90"))).matchesApproved());
        Files.writeString(approved, text.replace("\"by_length\"", "\"by_port\""));
        golden.failsOnAScreen(
                "approval_other_program", () -> assertThat(replay(100)).matchesApproved());
    }

    @Test
    void aFileThatIsNoApprovalIsTold() throws IOException {
        assertThat(replay(100)).matchesApproved();
        test("replays", false);
        String text = Files.readString(approved);

        Files.writeString(approved, text.replaceFirst("(?m)^7 .*\n", ""));
        golden.failsOnAScreen(
                "approval_line_missing", () -> assertThat(replay(100)).matchesApproved());
        Files.writeString(approved, "<<<<<<< HEAD\n" + text);
        golden.failsOnAScreen(
                "approval_unreadable", () -> assertThat(replay(100)).matchesApproved());
    }

    @Test
    void twoReplaysDoNotWriteOneApproval() {
        test("twice", true);
        assertThat(replay(100)).matchesApproved();
        assertThatCode(() -> assertThat(replay(100)).matchesApproved()).doesNotThrowAnyException();

        Replay other = replay(100, replayOptions().filter("less 90"));

        golden.failsOnAScreen("approval_written_twice", () -> assertThat(other).matchesApproved());
        assertThat(other).matchesApproved("short");
        assertThat(folder.resolve("FilterTest.twice.short.approved.txt")).exists();
    }

    @Test
    void countsThatAreOthersAreTold() {
        golden.failsOnAScreen("replay_count", () -> assertThat(replay(100)).hasCount("XDP_TX", 1));
        golden.failsOnAScreen("replay_size", () -> assertThat(replay(100)).hasSize(31));
    }

    private Replay replay(int longest) {
        return replay(longest, replayOptions());
    }

    private Replay replay(int longest, ReplayOptions options) {
        PcapBytes capture = PcapBytes.pcap(1);
        for (int i = 0; i < PACKETS; i++) {
            capture.packet(
                    i,
                    0,
                    udp4("203.0.113.7", 4000, "198.51.100.1", 53)
                            .payloadOfZeros(SHORTEST + i - 42)
                            .bytes());
        }
        Path file = capture.in(folder, "lengths.pcap");
        ObjectSpec spec = Bpf.open(Golden.inModule("src/test/bpf/replay.bpf.c"));
        spec.constant("longest").set(longest);
        try (LoadedObject object = spec.load()) {
            return object.program("by_length", XdpProgram.class).replay(file, options);
        }
    }
}
