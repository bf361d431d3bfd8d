package io.bpftest.spi.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.program.Benchmark;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import io.bpftest.program.Samples;
import io.bpftest.program.XdpRun;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestRecordTest {

    private static final ProgramInfo INFO =
            new ProgramInfo("firewall", "xdp", ProgramType.XDP, "XDP program", "firewall.bpf.c", "6.18", "local");

    @TempDir
    Path reports;

    private TestRecord record;

    @BeforeEach
    void begins() {
        record = new TestRecord(() -> "test 1", "io.example.T", true, () -> reports);
        TestRecord.set(record);
    }

    @AfterEach
    void ends() {
        TestRecord.set(null);
    }

    private String written() throws IOException {
        record.close();
        Path records = reports.resolve("records");
        if (!Files.isDirectory(records)) {
            return "";
        }
        try (var files = Files.list(records)) {
            return Files.readString(files.findFirst().orElseThrow());
        }
    }

    private static RunRecorder recorder() {
        return RunRecorder.of(INFO, () -> new ProgramFigures(12, 96, 54));
    }

    private static XdpRun run(int value, int length) {
        Program program = (Program) Proxy.newProxyInstance(
                Program.class.getClassLoader(), new Class<?>[] {Program.class}, (proxy, method, arguments) -> INFO);
        return new XdpRun(program, new byte[length], new byte[length], value, 30, new byte[0]);
    }

    @Test
    void runsAreCountedByWhatTheyGave() throws IOException {
        RunRecorder recorder = recorder();
        IntStream.range(0, 5).forEach(i -> recorder.ran(run(1, 60)));
        recorder.ran(run(2, 60));
        recorder.ran(2);

        assertThat(written())
                .contains("{\"text\":\"XDP_DROP\",\"kind\":\"drop\",\"count\":5}")
                .contains("{\"text\":\"XDP_PASS\",\"kind\":\"pass\",\"count\":2}")
                .contains("\"verified\":12,\"translated\":96,\"jited\":54");
    }

    @Test
    void theFirstPacketOfEachOutcomeIsKept() throws IOException {
        RunRecorder recorder = recorder();
        recorder.ran(run(1, 60));
        recorder.ran(run(1, 61));
        recorder.ran(run(2, 62));

        assertThat(written()).contains("\"inLength\":60", "\"inLength\":62").doesNotContain("\"inLength\":61");
    }

    @Test
    void aLongPacketIsCut() throws IOException {
        recorder().ran(run(1, 3000));

        assertThat(written())
                .contains("\"inLength\":3000", "\"" + "00".repeat(512) + "\"")
                .doesNotContain("00".repeat(513));
    }

    @Test
    void manyDifferentValuesAreCountedTogether() throws IOException {
        RunRecorder recorder = recorder();
        IntStream.range(0, 100).forEach(recorder::ran);

        assertThat(written()).contains("{\"text\":\"any other\",\"kind\":\"other\",\"count\":84}");
    }

    @Test
    void runsOfSeveralThreadsAreAllCounted() throws IOException {
        RunRecorder recorder = recorder();
        IntStream.range(0, 10_000).parallel().forEach(i -> recorder.ran(i % 2));

        assertThat(written())
                .contains("{\"text\":\"0\",\"kind\":\"other\",\"count\":5000}")
                .contains("{\"text\":\"1\",\"kind\":\"other\",\"count\":5000}");
    }

    @Test
    void aHandleOfAClassCountsForTheTestThatRuns() throws IOException {
        TestRecord.set(new TestRecord(() -> "class", "io.example.T", false, () -> reports));
        RunRecorder shared = recorder();
        TestRecord.set(record);

        shared.ran(7);

        assertThat(written()).contains("\"test\":\"test 1\"", "{\"text\":\"7\",\"kind\":\"other\",\"count\":1}");
    }

    @Test
    void withoutATestNothingIsAskedOrCounted() throws IOException {
        TestRecord.set(null);
        RunRecorder none = RunRecorder.of(INFO, () -> {
            throw new AssertionError("asked");
        });
        none.ran(1);

        assertThat(written()).isEmpty();
    }

    @Test
    void filesAndTablesAreWrittenRelativeToTheReport() throws IOException {
        record.saved(reports.resolve("T").resolve("x.pcap"), List.of(new byte[] {1}, new byte[] {2}));
        record.table(new RecordedTable(
                "Replay of a.pcap",
                Map.of("XDP_DROP", 3L),
                List.of(new ChangedPacket(17, new byte[] {3}, "XDP_PASS", "XDP_DROP")),
                Optional.of(reports.resolve("T/changed.pcap"))));

        assertThat(written())
                .contains("{\"file\":\"T/x.pcap\",\"packets\":[\"01\",\"02\"]}")
                .contains("\"number\":17,\"packet\":\"03\",\"before\":\"XDP_PASS\",\"after\":\"XDP_DROP\"")
                .contains("\"file\":\"T/changed.pcap\"");
    }

    private static Benchmark benchmark(int... samples) {
        return new Benchmark(INFO, "udp 53", "XDP_DROP", new Samples(samples), 7000, 12, 54, List.of("noted"));
    }

    @Test
    void benchmarksAreWrittenWithTheirSamples() throws IOException {
        record.benchmark(benchmark(3, 1, 2));

        assertThat(written())
                .contains("\"benchmarks\":[{\"name\":\"firewall\"", "\"input\":\"udp 53\"", "\"outcome\":\"XDP_DROP\"")
                .contains("\"repeat\":7000,\"verified\":12,\"jited\":54,\"samples\":[3,1,2],\"notes\":[\"noted\"]")
                .doesNotContain("compared");
    }

    @Test
    void comparisonsAreWrittenAsTheReferenceAndThenTheJudged() throws IOException {
        record.comparison(new BenchmarkComparison(benchmark(30, 30), benchmark(10, 10), 1.1));

        assertThat(written())
                .containsSubsequence(
                        "\"samples\":[10,10]",
                        "\"compared\":\"with firewall of firewall.bpf.c: 2.90 times, too few",
                        "2 rounds\",\"samples\":[30,30]");
    }

    @Test
    void benchmarksBeyondAHundredAreNotKept() throws IOException {
        IntStream.rangeClosed(1, 101).forEach(i -> record.benchmark(benchmark(i)));

        assertThat(written()).contains("\"samples\":[100]").doesNotContain("\"samples\":[101]");
    }
}
