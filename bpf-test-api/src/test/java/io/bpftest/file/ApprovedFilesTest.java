package io.bpftest.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Beside this class lie approvals of tests that it has, and of one that it has not. */
class ApprovedFilesTest {

    @Test
    void aFileIsNamedAfterItsTest() {
        assertThat(ApprovedFiles.name("FirewallTest", "replays[2]", ""))
                .isEqualTo("FirewallTest.replays[2].approved.txt");
        assertThat(ApprovedFiles.name("FirewallTest", "replays", "dns"))
                .isEqualTo("FirewallTest.replays.dns.approved.txt");
    }

    @Test
    void aBaselineIsNamedAfterItsTestProgramAndKernel() {
        TestModule module = new TestModule(ApprovedFilesTest.class);
        String known = ApprovedFiles.baselines("ApprovedFilesTest", "aFileIsNamedAfterItsTest", "counts");

        assertThat(ApprovedFiles.baseline(known, "6.12"))
                .isEqualTo("ApprovedFilesTest.aFileIsNamedAfterItsTest.counts.linux-6.12.verifier.txt");
        assertThat(ApprovedFiles.versions(module.sources(), known)).containsExactly("6.1", "6.12");
        assertThat(ApprovedFiles.versions(module.sources().resolve("none"), known))
                .isEmpty();
    }

    @Test
    void anApprovalWithoutItsTestIsStale() {
        TestModule module = new TestModule(ApprovedFilesTest.class);

        assertThat(ApprovedFiles.stale(module, ApprovedFilesTest.class, "ApprovedFilesTest"))
                .extracting(Path::getFileName)
                .hasToString("[ApprovedFilesTest.renamed.counts.linux-6.12.verifier.txt, "
                        + "ApprovedFilesTest.renamed.lan.approved.txt]");
        assertThat(ApprovedFiles.stale(module, ApprovedFilesTest.class, "AnotherTest"))
                .isEmpty();
    }

    @Nested
    class Inner {
        @Test
        void hasApprovalsToo() {
            assertThat(ApprovedFiles.stale(new TestModule(Inner.class), Inner.class, "ApprovedFilesTest.Inner"))
                    .isEmpty();
        }
    }
}
