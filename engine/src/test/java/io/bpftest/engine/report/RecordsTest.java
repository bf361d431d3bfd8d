package io.bpftest.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.report.TestResult.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

    private static final byte[] PACKET = new byte[60];

    @TempDir
    Path reports;

    private List<String> read() throws IOException {
        return Records.read(reports).stream()
                .map(test -> test.className() + "." + test.id() + " " + test.status())
                .toList();
    }

    @Test
    void ofEachClassTheLatestRunCounts() throws IOException {
        Written.by(reports, "0001", "a")
                .result("A", "one", Status.FAILED)
                .result("A", "renamed", Status.PASSED)
                .result("B", "one", Status.PASSED);
        Written.by(reports, "0002", "b").result("A", "one", Status.PASSED);

        assertThat(read()).containsExactlyInAnyOrder("A.one PASSED", "B.one PASSED");
    }

    @Test
    void aTestThatRanAgainInTheSameRunCountsOnce() throws IOException {
        Written.by(reports, "0001", "a")
                .result("A", "flaky", Status.FAILED)
                .result("A", "other", Status.PASSED)
                .result("A", "flaky", Status.PASSED);

        assertThat(read()).containsExactly("A.flaky PASSED", "A.other PASSED");
    }

    @Test
    void forksOfOneBuildAreReadTogether() throws IOException {
        Written.by(reports, "0001", "a").result("A", "one", Status.PASSED);
        Written.by(reports, "0002", "b").result("B", "one", Status.PASSED);

        assertThat(read()).containsExactly("A.one PASSED", "B.one PASSED");
    }

    @Test
    void aFileOfWhichEverythingRanAgainIsRemoved() throws IOException {
        Written old = Written.by(reports, "0001", "a").result("A", "one", Status.FAILED);
        Written other = Written.by(reports, "0001", "b").result("B", "one", Status.PASSED);
        Written.by(reports, "0002", "c").result("A", "one", Status.PASSED);

        read();

        assertThat(old.isThere()).isFalse();
        assertThat(other.isThere()).isTrue();
    }

    @Test
    void theLastLineOfAKilledJvmIsLeftOut() throws IOException {
        Written.by(reports, "0001", "a")
                .result("A", "one", Status.PASSED)
                .line("{\"result\":\"two\",\"class\":\"A\",\"sta");

        assertThat(read()).containsExactly("A.one PASSED");
    }

    @Test
    void whatAGuestOfAKernelWroteGoesWithTheTestOfThatKernel() throws IOException {
        Written.by(reports, "0001", "a")
                .result("A", "one", "one", Status.PASSED, "", "linux-6.1")
                .result("A", "one", "one", Status.FAILED, "differs", "linux-5.10");
        Written.by(reports.resolve("linux-6.1"), "0001", "b").run("A", "one", "newer", "XDP_PASS", PACKET, PACKET);
        Written.by(reports.resolve("linux-5.10"), "0001", "c").run("A", "one", "older", "XDP_DROP", PACKET, PACKET);

        List<TestResult> tests = Records.read(reports);

        assertThat(tests).extracting(TestResult::folder).containsExactly("linux-6.1", "linux-5.10");
        assertThat(tests)
                .extracting(test -> test.details().programs().get(0).program().name())
                .containsExactly("newer", "older");
        assertThat(tests.get(1).details().saved())
                .extracting(SavedFile::path)
                .containsExactly("linux-5.10/T/older.pcap");
    }

    @Test
    void whatAnEarlierRunDidIsNotShownWithALaterResult() throws IOException {
        Written.by(reports, "0001", "a")
                .result("A", "one", Status.PASSED)
                .run("A", "one", "p", "XDP_PASS", PACKET, PACKET);
        Written.by(reports, "0002", "b").result("A", "one", Status.FAILED);

        assertThat(Records.read(reports).get(0).details().programs()).isEmpty();
    }

    @Test
    void aFolderWithoutRecordsMakesNoPage() throws IOException {
        assertThat(Report.write(reports)).isEmpty();
        assertThat(Files.list(reports)).isEmpty();
    }
}
