package io.bpftest.engine.junit;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What tests of one class share, and what they do not. */
class SharingRulesTest {

    private static Events run(Class<?> fixture) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .execute()
                .testEvents();
    }

    private static List<String> failed(Class<?> fixture) {
        return run(fixture)
                .failed()
                .map(Event::getTestDescriptor)
                .map(d -> d.getDisplayName())
                .toList();
    }

    @Test
    void everyTestIsToldThatAnObjectCannotBeShared() {
        run(Unrestorable.class).assertStatistics(tests -> tests.started(2).failed(2));
    }

    @Test
    void aMethodsConstantForASharedObjectIsRefusedWhateverTheOrder() {
        assertThat(failed(ConstantOfOneMethod.class)).singleElement().asString().startsWith("b(");
    }

    @Test
    void aNestedClasssConstantForASharedObjectIsRefused() {
        run(ConstantOfNested.class)
                .assertStatistics(tests -> tests.started(2).succeeded(1).failed(1));
    }

    @Test
    void aRejectedProgramFailsTheTestThatNamesItAlone() {
        assertThat(failed(OneRejected.class)).singleElement().asString().startsWith("bad(");
    }

    @Test
    void aWholeObjectSwitchesOnItsOwnProgramsOnly() {
        run(WholeObject.class).assertStatistics(tests -> tests.started(2).succeeded(2));
    }

    @BpfObject(value = "bloom.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class Unrestorable {
        @Test
        void a(XdpProgram program) {}

        @Test
        void b(XdpProgram program) {}
    }

    @BpfObject(value = "optional.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @BpfObject(value = "maps.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class ConstantOfOneMethod {
        @Test
        void a(@BpfProgram("on_request") XdpProgram program) {}

        @Test
        @BpfConstant(name = "verdict", value = "2")
        void b(@BpfProgram("on_request") XdpProgram program) {}
    }

    @BpfObject(value = "optional.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class ConstantOfNested {
        @Test
        void outer(XdpProgram program) {
            assertThat(program.run(Frames.ofLength(64))).returns(1);
        }

        @Nested
        @BpfConstant(name = "verdict", value = "2")
        class Inner {
            @Test
            void inner(XdpProgram program) {}
        }
    }

    @BpfObject("mixed.bpf.c")
    static class OneRejected {
        @Test
        void good(@BpfProgram("good") XdpProgram program) {
            program.run(Frames.ofLength(64));
        }

        @Test
        void bad(@BpfProgram("rejected") XdpProgram program) {}
    }

    @BpfObject("optional.bpf.c")
    @BpfObject("mixed.bpf.c")
    static class WholeObject {
        @Test
        void whole(@BpfProgram(object = "optional.bpf.c") LoadedObject object) {
            assertThat(object.name()).isEqualTo("optional.bpf.c");
        }

        @Test
        void mapOnly(@BpfMap(object = "mixed.bpf.c", value = "mixed.rodata") BpfMapHandle constants) {
            assertThat(constants.info().valueSize()).isPositive();
        }
    }

    @RepeatedTest(2)
    @BpfObject(value = "maps.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    void anObjectThatAMethodSharesIsRestored(@BpfMap("hash") KernelMap<Integer, Long> hash) {
        assertThat(hash).isEmpty();
        hash.put(1, 1L);
    }

    @Test
    @BpfObject("optional.bpf.c")
    void aProgramOnRequestIsLoadedWhenNamed(@BpfProgram("on_request") XdpProgram program) {
        assertThat(program.run(Frames.ofLength(64))).returns(1);
    }

    @Test
    @BpfObject("optional.bpf.c")
    void theKernelsConfigurationIsNoConstant(ObjectSpec spec) {
        assertThat(spec.constants()).singleElement().matches(constant -> constant.name()
                .equals("verdict"));
        assertThat(spec.program("on_request").autoload()).isFalse();
    }

    @Test
    @BpfObject("maps.bpf.c")
    @BpfConstant(name = "verdict", value = "2")
    void aConstantMayBeOfAnObjectThatOnlyAHandleNames(
            @BpfProgram(object = "optional.bpf.c") XdpProgram named, @BpfProgram("count") XdpProgram other) {
        assertThat(named.run(Frames.ofLength(64))).returns(2);
        assertThat(other.run(Frames.ofLength(64))).passes();
    }

    @Nested
    @BpfObject(value = "maps.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    class FactoryOfArguments {

        static List<Long> runsOnce(@BpfProgram("count") XdpProgram program) {
            program.run(Frames.ofLength(64));
            return List.of(1L);
        }

        @ParameterizedTest
        @MethodSource("runsOnce")
        void mayUseAHandle(long runs) {
            assertThat(runs).isEqualTo(1);
        }
    }

    @Nested
    @BpfObject(value = "shared.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @BpfObject("shared_reader.bpf.c")
    class PinnedAcrossLifecycles {

        @RepeatedTest(2)
        void mapsOfOnePinNameAreOneMap(
                @BpfProgram("writer") XdpProgram writer, @BpfProgram("reader") TcProgram reader) {
            assertThat(reader.run(Frames.ofLength(64))).passes();
            writer.run(Frames.ofLength(64));
            assertThat(reader.run(Frames.ofLength(64))).drops();
        }
    }

    @Nested
    @BpfObject(value = "shared.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @BpfObject(value = "shared_reader.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    class PinnedAndLoadedLate {

        @BpfMap(value = "shared_state", object = "shared.bpf.c")
        KernelMap<Integer, Integer> state;

        @BeforeEach
        void isRestored() {
            assertThat(state.get(0)).isZero();
            state.put(0, 42);
        }

        @RepeatedTest(2)
        void theMapIsRestoredWithTheObjectThatCameFirst(@BpfProgram("reader") TcProgram reader) {
            assertThat(reader.run(Frames.ofLength(64))).drops();
        }
    }
}
