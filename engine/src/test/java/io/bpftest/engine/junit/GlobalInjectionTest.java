package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.error.ConversionException;
import io.bpftest.error.InjectionException;
import io.bpftest.error.UnknownNameException;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Global variables in every place that Jupiter injects into. */
class GlobalInjectionTest {

    @Nested
    @BpfObject("globals.bpf.c")
    class OfEachInvocation {

        @BpfGlobal
        GlobalVariable<Integer> mark;

        private final GlobalVariable<Integer> ofConstructor;

        OfEachInvocation(@BpfGlobal("mark") GlobalVariable<Integer> mark) {
            ofConstructor = mark;
        }

        @BeforeEach
        void setUp(GlobalVariable<Long> mark) {
            mark.set(mark.get() + 1);
        }

        @Test
        void allPlacesMeanOneVariable(@BpfProgram("use") XdpProgram use) {
            assertThat(mark.get()).isEqualTo(ofConstructor.get()).isEqualTo(8);
            ofConstructor.set(9);
            assertThat(use.run(Frames.ofLength(64)).returnValue()).isEqualTo(9);
        }
    }

    @Nested
    @BpfObject(value = "globals.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class OfAClass {

        @BpfGlobal("mark")
        static GlobalVariable<Integer> shared;

        @BeforeAll
        static void begin(@BpfGlobal("counter") GlobalVariable<Integer> counter) {
            counter.set(40);
        }

        @Test
        @Order(1)
        void variablesChange(@BpfProgram("use") XdpProgram use) {
            use.run(Frames.ofLength(64));
            shared.set(1);
        }

        @Test
        @Order(2)
        void variablesReturnToTheirStateAfterBeforeAll(@BpfGlobal("counter") GlobalVariable<Integer> counter) {
            assertThat(counter.get()).isEqualTo(40);
            assertThat(shared.get()).isEqualTo(7);
        }
    }

    @Test
    void mistakesAreToldByWhatTheUserWrote() {
        assertThat(FixtureRun.of(Raw.class).failure())
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("GlobalVariable without a type argument")
                .hasMessageContaining("GlobalVariable<Integer>");
        assertThat(FixtureRun.of(Unknown.class).failure())
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("no global variable \"countr\"")
                .hasMessageContaining("did you mean \"counter\"?");
        assertThat(FixtureRun.of(NoHandle.class).failure())
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("field \"mark\" of NoHandle")
                .hasMessageContaining("GlobalVariable<T>");
        assertThat(FixtureRun.of(TooNarrow.class).failure())
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("the global variable \"mark\"")
                .hasMessageContaining("java.lang.Short for the C type int (4 bytes)");
    }

    @Test
    void staticVariablesOfOneNameInLinkedSourcesAreNotTakenForEachOther() {
        assertThat(FixtureRun.of(Namesakes.class).failure())
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("has several global variables \"calls\"");
    }

    @BpfObject(value = "namesakes.bpf.c", with = "namesakes_mock.bpf.c")
    static class Namesakes {

        @BpfGlobal
        GlobalVariable<Integer> calls;

        @Test
        void test() {}
    }

    @BpfObject("globals.bpf.c")
    static class Raw {

        @BpfGlobal
        @SuppressWarnings("rawtypes")
        GlobalVariable mark;

        @Test
        void test() {}
    }

    @BpfObject("globals.bpf.c")
    static class Unknown {

        @BpfGlobal
        GlobalVariable<Integer> countr;

        @Test
        void test() {}
    }

    @BpfObject("globals.bpf.c")
    static class NoHandle {

        @BpfGlobal
        Integer mark;

        @Test
        void test() {}
    }

    @BpfObject("globals.bpf.c")
    static class TooNarrow {

        @BpfGlobal
        GlobalVariable<Short> mark;

        @Test
        void test() {}
    }
}
