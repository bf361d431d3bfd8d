package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfVariant;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.LinkException;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Mocks that annotations name. */
@BpfObject(value = "mockable.bpf.c", with = "mockable_clock.bpf.c")
class MocksTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    @Test
    void aClassNamesTheMocksOfItsTests(@BpfProgram("clock") XdpProgram clock) {
        assertThat(clock.run(FRAME).returnValue()).isEqualTo(1);
    }

    @Test
    @BpfObject("mockable.bpf.c")
    void aMethodsOwnObjectHasNoneOfTheClasss(@BpfProgram("clock") XdpProgram clock) {
        assertThat(clock.run(FRAME).returnValue()).isZero();
    }

    @Test
    @BpfObject(value = "mockable.bpf.c", with = "mockable_clock.bpf.c", cflags = "-DNOW=43")
    void optionsGoForMocks(@BpfProgram("clock") XdpProgram clock) {
        assertThat(clock.run(FRAME).returnValue()).isZero();
    }

    @Nested
    @BpfObject(value = "mockable.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    class WithoutMocks {

        @Test
        void isAnotherObject(@BpfProgram("clock") XdpProgram clock) {
            assertThat(clock.run(FRAME).returnValue()).isZero();
        }

        @Test
        @BpfObject(value = "mockable.bpf.c", with = "mockable_clock.bpf.c", lifecycle = Lifecycle.PER_CLASS)
        void evenWhereBothStayLoaded(@BpfProgram("clock") XdpProgram clock) {
            assertThat(clock.run(FRAME).returnValue()).isEqualTo(1);
        }
    }

    @Nested
    @BpfVariant(name = "right", cflags = "-DNOW=42")
    @BpfVariant(name = "wrong", cflags = "-DNOW=41")
    @BpfObject(value = "mockable.bpf.c", with = "mockable_clock.bpf.c")
    class InVariants {

        @Parameter
        String variant;

        @Test
        void mocksAreBuiltForEachVariant(@BpfProgram("clock") XdpProgram clock) {
            assertThat(clock.run(FRAME).returnValue()).isEqualTo(variant.equals("right") ? 1 : 0);
        }
    }

    @Test
    void aUselessMockFailsTheTest() {
        assertThat(FixtureRun.of(Useless.class).failure())
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("mockable_clock.bpf.c replaces nothing in verdicts.bpf.c");
    }

    @Test
    void aMissingMockListsThePlacesLookedIn() {
        assertThat(FixtureRun.of(Missing.class).failure())
                .isInstanceOf(FileMissingException.class)
                .hasMessageContainingAll("mockable_clok.bpf.c", "did you mean \"mockable_clock.bpf.c\"");
    }

    @BpfObject(value = "verdicts.bpf.c", with = "mockable_clock.bpf.c")
    static class Useless {
        @Test
        void test(@BpfProgram("xdp_verdict") XdpProgram program) {}
    }

    @BpfObject(value = "mockable.bpf.c", with = "mockable_clok.bpf.c")
    static class Missing {
        @Test
        void test(@BpfProgram("clock") XdpProgram program) {}
    }
}
