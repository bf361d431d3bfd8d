package io.bpftest.engine.platform;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherSession;
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

    @BpfObject("verdicts.bpf.c")
    static class PassesTheRest {

        @Test
        void returnWhatIsAsked(
                @BpfProgram("tc_verdict") TcProgram classifier,
                @BpfProgram("action_verdict") TcProgram action,
                @BpfProgram("accept") SocketFilterProgram filter) {
            assertThat(classifier.run(Frames.asking(2))).returns(2);
            assertThat(action.run(Frames.asking(2))).returns(2);
            assertThat(filter.run(Frames.asking(0))).returns(0);
        }
    }

    private void run(String coverage, String minimum) {
        LauncherFactory.create()
                .execute(request(coverage, minimum, Passes.class).build(), listener());
    }

    private LauncherDiscoveryRequestBuilder request(String coverage, String minimum, Class<?> type) {
        return Elsewhere.local(selectClass(type))
                .configurationParameter("bpftest.report.dir", folder.toString())
                .configurationParameter("bpftest.coverage", coverage)
                .configurationParameter("bpftest.coverage.minimum.functions", minimum);
    }

    private static ReportListener listener() {
        return new ReportListener(new AtomicReference<>());
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

    /** As where Surefire runs a plan for each class. */
    @Test
    void aMinimumIsJudgedWhenAllPlansOfASessionAreThrough() {
        try (LauncherSession session = LauncherFactory.openSession()) {
            for (Class<?> type : List.of(Passes.class, PassesTheRest.class)) {
                session.getLauncher().execute(request("true", "100", type).build(), listener());
            }
        }
    }

    /** What other JVMs have yet to count is judged by the last of them. */
    @Test
    void aMinimumIsNotJudgedWhileAnotherJvmRunsTests() throws IOException {
        RunningJvm other = RunningJvm.in(folder.resolve("coverage"));

        assertThatCode(() -> run("true", "100")).doesNotThrowAnyException();

        assertThat(other.endsLast()).isTrue();
    }

    @Test
    void nothingIsLeftForTheNextSession() {
        assertThatThrownBy(() -> run("true", "100")).isInstanceOf(AssertionError.class);

        assertThatCode(() -> run("false", "100")).doesNotThrowAnyException();
    }
}
