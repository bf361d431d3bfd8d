package io.bpftest.assertion;

import io.bpftest.spi.CurrentTest;
import io.bpftest.spi.TestFolders;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of failures share: a report folder of their own, under the name that the design's example has. */
abstract class ReportingTest {

    @TempDir
    Path reports;

    @BeforeEach
    void nameTheTest() {
        CurrentTest.set(() -> new CurrentTest(
                "XdpFirewallTest", "dropsBlockedSources", () -> new TestFolders(reports, reports, reports, false)));
    }

    @AfterEach
    void forgetTheTest() {
        CurrentTest.clear();
    }

    /** The message of an assertion that must fail, with the usual report folder in it. */
    final String messageOf(ThrowingCallable assertion) {
        return Failing.messageOf(assertion).replace(reports.toString(), "target/bpf-test");
    }
}
