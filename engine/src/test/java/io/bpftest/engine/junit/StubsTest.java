package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfStub;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.InjectionException;
import io.bpftest.error.StubException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.Helper;
import io.bpftest.program.XdpProgram;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Stubs that annotations name. */
@BpfObject("stubbable.bpf.c")
@BpfStub(helper = Helper.KTIME_GET_NS, returns = 42)
class StubsTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    private final Golden golden = new Golden();

    @BpfMap
    KernelMap<Integer, Long> results;

    private long told(XdpProgram program) {
        program.run(FRAME);
        return results.get(0);
    }

    @Test
    void aClasssStubGoesForAllPrograms(
            @BpfProgram("direct") XdpProgram direct, @BpfProgram("nested") XdpProgram nested) {
        assertThat(told(direct)).isEqualTo(42);
        assertThat(told(nested)).isEqualTo(43);
    }

    @Test
    void programsThatNeverCallItAreLeftAlone(@BpfProgram("calls_nothing") XdpProgram program) {
        assertThat(program.run(FRAME).returnValue()).isEqualTo(2);
    }

    @Test
    @BpfStub(
            helper = Helper.KTIME_GET_NS,
            returns = {1, 2, 3})
    void aMethodsStubCounts(@BpfProgram("direct") XdpProgram direct) {
        assertThat(told(direct)).isEqualTo(1);
        assertThat(told(direct)).isEqualTo(2);
    }

    @Test
    @BpfStub(helper = Helper.KTIME_GET_NS, returns = 5, program = "direct")
    void aStubMayBeForOneProgram(@BpfProgram("direct") XdpProgram direct, @BpfProgram("looping") XdpProgram looping) {
        assertThat(told(direct)).isEqualTo(5);
        assertThat(told(looping)).isEqualTo(42);
    }

    @Frozen
    @Test
    void stubsMayStandInAnAnnotationOfATeam(@BpfProgram("direct") XdpProgram direct) {
        assertThat(told(direct)).isEqualTo(1_763_900_000_000_000_000L);
    }

    @Retention(RetentionPolicy.RUNTIME)
    @BpfStub(helper = Helper.KTIME_GET_NS, returns = 1_763_900_000_000_000_000L)
    @interface Frozen {}

    @Nested
    @BpfStub(helper = Helper.KTIME_GET_NS, returns = 7)
    class Inside {

        @Test
        void theNearestCounts(@BpfProgram("direct") XdpProgram direct) {
            assertThat(told(direct)).isEqualTo(7);
        }
    }

    @Nested
    @BpfObject(value = "stubbable.bpf.c", cflags = "-DNO_EVENTS", lifecycle = Lifecycle.PER_CLASS)
    @BpfStub(
            helper = Helper.KTIME_GET_NS,
            returns = {10, 20})
    class Shared {

        @RepeatedTest(3)
        void valuesBeginAnewForEachTest(
                @BpfProgram("direct") XdpProgram direct, @BpfMap("results") KernelMap<Integer, Long> shared) {
            direct.run(FRAME);
            assertThat(shared.get(0)).isEqualTo(10);
            direct.run(FRAME);
            assertThat(shared.get(0)).isEqualTo(20);
        }
    }

    @Test
    void aHelperThatNoProgramCallsIsRefused() {
        golden.matches(
                "annotated_stub_not_called",
                golden.failed(
                        StubException.class, FixtureRun.of(NeverCalled.class).failure()));
        golden.matches(
                "stub_not_called",
                golden.failed(
                        StubException.class, FixtureRun.of(NotInThis.class).failure()));
    }

    @Test
    void aSharedObjectsStubsAreThoseOfItsClass() {
        golden.matches(
                "annotated_stub_nearer",
                golden.failed(
                        InjectionException.class, FixtureRun.of(Nearer.class).failure()));
    }

    @BpfObject("stubbable.bpf.c")
    @BpfStub(helper = Helper.JIFFIES64, returns = 1)
    static class NeverCalled {
        @Test
        void test(@BpfProgram("direct") XdpProgram program) {}
    }

    @BpfObject("stubbable.bpf.c")
    @BpfStub(helper = Helper.GET_PRANDOM_U32, returns = 1, program = "direct")
    static class NotInThis {
        @Test
        void test(@BpfProgram("direct") XdpProgram program) {}
    }

    @BpfObject(value = "stubbable.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class Nearer {
        @Test
        @BpfStub(helper = Helper.KTIME_GET_NS, returns = 1)
        void test(@BpfProgram("direct") XdpProgram program) {}
    }
}
