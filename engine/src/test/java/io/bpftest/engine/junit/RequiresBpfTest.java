package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.RequiresBpf;
import io.bpftest.engine.Golden;
import io.bpftest.error.ConfigurationException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import io.bpftest.program.XdpProgram;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs small test classes that require things of the kernel. No kernel that we know of is built with LIRC programs. */
class RequiresBpfTest {

    private static final Map<String, String> SKIP = Map.of("bpftest.unavailable", "skip");

    private final Golden golden = new Golden();

    @Test
    void whatTheKernelHasIsNeverSkipped() {
        for (Map<String, String> settings : List.of(Map.<String, String>of(), SKIP)) {
            run(Met.class, settings)
                    .testEvents()
                    .assertStatistics(tests -> tests.succeeded(3).failed(0).skipped(0));
        }
    }

    @Test
    void aMethodFailsForWhatTheKernelLacks() {
        EngineExecutionResults results = run(UnmetMethod.class, Map.of());

        results.testEvents()
                .assertStatistics(tests -> tests.succeeded(1).failed(1).skipped(0));
        golden.matches("requires_unmet", golden.failed(FeatureMissingException.class, failure(results)));
    }

    @Test
    void aMethodIsSkippedForWhatTheKernelLacksWhereTheSettingSaysSo() {
        EngineExecutionResults results = run(UnmetMethod.class, SKIP);

        results.testEvents()
                .assertStatistics(tests -> tests.succeeded(1).failed(0).aborted(1));
        assertSkippedForInfrared(thrown(results.testEvents().aborted()).getMessage(), "UnmetMethod.unmet");
    }

    @Test
    void aSkippedClassSaysWhy() {
        EngineExecutionResults results = run(UnmetClass.class, SKIP);

        String reason = results.allEvents().skipped().stream()
                .map(event -> event.getRequiredPayload(String.class))
                .findFirst()
                .orElseThrow();
        assertSkippedForInfrared(reason, "UnmetClass");
    }

    private static void assertSkippedForInfrared(String reason, String owner) {
        assertThat(reason)
                .startsWith("RequiresBpfTest." + owner + " requires what this kernel lacks: program type LIRC_MODE2")
                .contains("kernel " + System.getProperty("os.version") + " (local): program type LIRC_MODE2: ");
    }

    @ParameterizedTest
    @ValueSource(classes = {UnmetClass.class, UnmetInstancePerClass.class, Inheriting.class, Composed.class})
    void aClassFailsAsAWholeAndIsSkippedAsAWhole(Class<?> fixture) {
        EngineExecutionResults failing = run(fixture, Map.of());
        EngineExecutionResults skipping = run(fixture, SKIP);

        failing.testEvents().assertStatistics(tests -> tests.started(0));
        failing.containerEvents().assertStatistics(containers -> containers.failed(1));
        golden.failed(FeatureMissingException.class, failure(failing));
        skipping.testEvents().assertStatistics(tests -> tests.started(0));
        skipping.containerEvents()
                .assertStatistics(containers -> containers.skipped(1).failed(0));
    }

    @Test
    void requirementsComeBeforeLoading() {
        EngineExecutionResults results = run(BeforeLoading.class, Map.of());

        golden.failed(FeatureMissingException.class, failure(results));
        run(BeforeLoading.class, SKIP).testEvents().assertStatistics(tests -> tests.aborted(2)
                .failed(0));
    }

    @Test
    void nestedClassesAndFactoriesFollow() {
        run(Outer.class, SKIP)
                .testEvents()
                .assertStatistics(tests -> tests.started(1).succeeded(1).failed(0));
        run(Outer.class, Map.of()).allEvents().assertStatistics(all -> all.failed(2));
    }

    @Test
    void eachInvocationOfAParameterisedTestFails() {
        run(Parameterised.class, Map.of()).testEvents().assertStatistics(tests -> tests.started(2)
                .failed(2));
    }

    @Test
    void whatCannotBeFoundOutFailsWhateverTheSetting() {
        for (Map<String, String> settings : List.of(Map.<String, String>of(), SKIP)) {
            EngineExecutionResults results = run(Unknowable.class, settings);

            results.testEvents().assertStatistics(tests -> tests.failed(1).skipped(0));
            golden.matches("requires_unknown", golden.failed(FeatureMissingException.class, failure(results)));
        }
    }

    @Test
    void aWrongSettingIsAnErrorOfItsOwn() {
        EngineExecutionResults results = run(UnmetMethod.class, Map.of("bpftest.unavailable", "ignore"));

        assertThat(failure(results))
                .isExactlyInstanceOf(ConfigurationException.class)
                .hasMessageContaining("\"bpftest.unavailable\"")
                .hasMessageContaining("fail or skip");
    }

    private static EngineExecutionResults run(Class<?> fixture, Map<String, String> settings) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .configurationParameters(settings)
                .execute();
    }

    private static Throwable failure(EngineExecutionResults results) {
        return thrown(results.allEvents().failed());
    }

    private static Throwable thrown(Events events) {
        return events.stream()
                .map(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getThrowable())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was thrown"));
    }

    @Retention(RetentionPolicy.RUNTIME)
    @RequiresBpf(program = ProgramType.LIRC_MODE2)
    @interface NeedsInfrared {}

    @RequiresBpf(program = ProgramType.XDP, helper = "bpf_xdp_adjust_head")
    static class Met {
        @Test
        @RequiresBpf(map = MapType.RINGBUF, helper = "bpf_skb_store_bytes")
        void typesAndHelpers() {}

        @Test
        @RequiresBpf(attach = AttachType.CGROUP_INET_EGRESS)
        @RequiresBpf(program = ProgramType.SCHED_CLS)
        void severalAnnotations() {}

        @Test
        void nothingOfItsOwn() {}
    }

    static class UnmetMethod {
        @Test
        @RequiresBpf(
                program = {ProgramType.XDP, ProgramType.LIRC_MODE2},
                helper = "bpf_xdp_adjust_head")
        @RequiresBpf(kfunc = "bpf_no_such_kfunc")
        void unmet() {}

        @Test
        void other() {}
    }

    @RequiresBpf(program = ProgramType.LIRC_MODE2)
    static class UnmetClass {
        @Test
        void test() {}
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @RequiresBpf(helper = "bpf_no_such_helper")
    static class UnmetInstancePerClass {
        @Test
        void test() {}
    }

    static class Inheriting extends UnmetClass {}

    @NeedsInfrared
    @RequiresBpf(program = ProgramType.XDP)
    static class Composed {
        @Test
        void test() {}
    }

    @BpfObject("does_not_exist.bpf.c")
    static class BeforeLoading {
        @BpfProgram
        XdpProgram field;

        @Test
        @RequiresBpf(program = ProgramType.LIRC_MODE2)
        void parameter(XdpProgram program) {}

        @Test
        @NeedsInfrared
        void field() {}
    }

    static class Outer {
        @Test
        void met() {}

        @Nested
        @NeedsInfrared
        class Inner {
            @Test
            void unmet() {}
        }

        @TestFactory
        @NeedsInfrared
        List<DynamicTest> factory() {
            return List.of(DynamicTest.dynamicTest("never made", () -> {}));
        }
    }

    static class Parameterised {
        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @NeedsInfrared
        void test(int number) {}
    }

    static class Unknowable {
        @Test
        @RequiresBpf(attach = AttachType.XDP_DEVMAP)
        void test() {}
    }
}
