package io.bpftest.engine.platform;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Launchers as build tools make them, whose session ends with the plan. */
class CoverageVerdictTest {

    @TempDir
    Path folder;

    @BpfObject("verdicts.bpf.c")
    static class Passes {

        @Test
        void drops(@BpfProgram("xdp_verdict") XdpProgram program) {
            assertThat(program.run(Frames.asking(1))).drops();
        }
    }

    private void run(String coverage, String minimum) {
        LauncherDiscoveryRequestBuilder request = Elsewhere.local(selectClass(Passes.class))
                .configurationParameter("bpftest.report.dir", folder.toString())
                .configurationParameter("bpftest.coverage", coverage)
                .configurationParameter("bpftest.coverage.minimum.functions", minimum);
        LauncherFactory.create().execute(request.build(), new ReportListener(new AtomicReference<>()));
    }

    /** The object has more programs than the test runs. */
    @Test
    void aMinimumThatIsNotReachedReachesWhoBeganTheTests() {
        assertThatThrownBy(() -> run("true", "100"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("coverage")
                .hasMessageContaining("remedy");
    }

    @Test
    void aMinimumIsJudgedOnlyWhereCoverageIsOn() {
        assertThatCode(() -> run("false", "100")).doesNotThrowAnyException();
    }

    @Test
    void nothingIsLeftForTheNextSession() {
        assertThatThrownBy(() -> run("true", "100")).isInstanceOf(AssertionError.class);

        assertThatCode(() -> run("false", "100")).doesNotThrowAnyException();
    }
}
