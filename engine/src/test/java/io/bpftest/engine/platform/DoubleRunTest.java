package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.EngineFilter.excludeEngines;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Each test runs once, by one engine or the other, whatever a build's settings leave out. */
class DoubleRunTest {

    static class WithoutTheFramework {

        @Test
        void runsHere() {}
    }

    @Test
    void classesThatDoNotUseTheFrameworkStayWithJupiter() {
        Recording recording = Recording.of(
                Elsewhere.process(selectClass(EveryKind.Inner.class), selectClass(WithoutTheFramework.class)));

        assertThat(recording.testsRun()).containsExactlyInAnyOrder("isNested()", "isNestedTwice()", "runsHere()");
        assertThat(recording.testsRunBy("junit-jupiter")).isEqualTo(1);
        assertThat(recording.skipped()).isEmpty();
    }

    @Test
    void localTestsStayWithJupiter() {
        Recording recording = Recording.of(Elsewhere.local(selectClass(EveryKind.Inner.class)));

        assertThat(recording.testsRunBy("junit-jupiter")).isEqualTo(2);
    }

    @Test
    void jupiterRunsAllWhereOurEngineIsExcluded() {
        // A discovery in which our engine took part comes before: it must not count.
        LauncherFactory.create()
                .discover(Elsewhere.process(selectClass(EveryKind.Inner.class)).build());

        Recording excluded = Recording.of(
                Elsewhere.process(selectClass(EveryKind.Inner.class)).filters(excludeEngines(BpfTestEngine.ID)));
        Recording jupiterOnly = Recording.of(
                Elsewhere.process(selectClass(EveryKind.Inner.class)).filters(includeEngines("junit-jupiter")));

        assertThat(excluded.testsRunBy("junit-jupiter")).isEqualTo(2);
        assertThat(jupiterOnly.testsRunBy("junit-jupiter")).isEqualTo(2);
    }

    @Test
    void ourEngineTakesNothingWhereNobodyTellsItOfDiscoveries() {
        LauncherConfig config = LauncherConfig.builder()
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .build();
        LauncherDiscoveryRequest request =
                Elsewhere.process(selectClass(EveryKind.Inner.class)).build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();

        LauncherFactory.create(config).execute(request, summary);

        assertThat(summary.getSummary().getTestsFoundCount()).isEqualTo(2);
    }
}
