package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfSkeleton;
import io.bpftest.BpfVariant;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.Parameter;

/** Skeletons whose objects stay loaded, and objects that a class declares beside a skeleton. */
class SharedSkeletonTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    @BpfObject(value = "maps.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    interface Maps {

        @BpfProgram("count")
        XdpProgram counter();

        KernelMap<Integer, Long> hash();
    }

    @BpfObject(value = "mockable.bpf.c", cflags = "-DNOW=43")
    interface Clock {

        XdpProgram clock();
    }

    @BpfObject("variant.bpf.c")
    interface Variant {

        XdpProgram built();
    }

    @Nested
    class InAClass {

        @BpfSkeleton
        static Maps ofClass;

        @BpfSkeleton
        Maps field;

        @BeforeAll
        static void fill(@BpfSkeleton Maps maps) {
            maps.hash().put(7, 70L);
        }

        @RepeatedTest(2)
        void mapsReturnToTheirState(@BpfSkeleton Maps maps) {
            assertThat(maps.hash().toMap()).isEqualTo(Map.of(7, 70L));
            maps.counter().run(FRAME);
            assertThat(field.hash().toMap()).isEqualTo(Map.of(0, 1L, 7, 70L));
            assertThat(ofClass.hash().toMap()).isEqualTo(Map.of(0, 1L, 7, 70L));
        }

        @AfterAll
        static void isStillLoaded(@BpfSkeleton Maps maps) {
            assertThat(maps.hash().get(7)).isEqualTo(70);
        }

        @Nested
        class Inside {

            @RepeatedTest(2)
            void nestedClassesShareIt(@BpfSkeleton Maps maps) {
                assertThat(maps.hash().toMap()).isEqualTo(Map.of(7, 70L));
                maps.hash().put(8, 80L);
                assertThat(ofClass.hash().get(8)).isEqualTo(80);
            }
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class InOneInstance {

        private final Maps ofConstructor;

        InOneInstance(@BpfSkeleton Maps maps) {
            ofConstructor = maps;
        }

        @RepeatedTest(2)
        void constructorsAreInjected() {
            assertThat(ofConstructor.hash().toMap()).isEmpty();
            ofConstructor.counter().run(FRAME);
        }
    }

    @Nested
    class TakenByTestsAlone {

        @RepeatedTest(2)
        void isRestored(@BpfSkeleton Maps maps) {
            assertThat(maps.hash().toMap()).isEmpty();
            maps.counter().run(FRAME);
        }
    }

    @Nested
    @BpfObject(value = "mockable.bpf.c", with = "mockable_clock.bpf.c")
    class DeclaredByTheClassToo {

        @Test
        void theClasssDeclarationCountsForBoth(Clock clock, @BpfProgram("clock") XdpProgram program) {
            assertThat(clock.clock().run(FRAME).returnValue()).isEqualTo(1);
            assertThat(program.run(FRAME).returnValue()).isEqualTo(1);
        }

        @Test
        @BpfObject(value = "mockable.bpf.c")
        void orThatOfTheMethod(Clock clock) {
            assertThat(clock.clock().run(FRAME).returnValue()).isZero();
        }
    }

    @Nested
    @BpfObject("maps.bpf.c")
    class IsOneObject {

        @Test
        void withThatOfTheClass(Maps maps, @BpfMap("hash") KernelMap<Integer, Long> hash) {
            maps.counter().run(FRAME);
            assertThat(hash.toMap()).isEqualTo(Map.of(0, 1L));
        }
    }

    @Nested
    @BpfVariant(name = "ten")
    @BpfVariant(name = "twenty", cflags = "-DBUILD=20")
    class InVariants {

        @BpfSkeleton
        Variant variant;

        @Parameter
        String name;

        @Test
        void isBuiltForEach() {
            assertThat(variant.built().run(FRAME).returnValue()).isEqualTo(name.equals("ten") ? 10 : 20);
        }
    }

    @Test
    void parallelTestsOfASharedSkeletonAreKeptApart() {
        assertThat(FixtureRun.parallel(Parallel.class).names()).hasSize(20);
    }

    @Test
    void parallelTestsWithoutALockAreRefused() {
        new Golden()
                .matches(
                        "skeleton_without_lock",
                        FixtureRun.parallel(WithoutLock.class).failure());
    }

    static class WithoutLock {

        @RepeatedTest(2)
        void test(@BpfSkeleton Maps maps) {}
    }

    @BpfSkeleton
    static class Parallel {

        @RepeatedTest(20)
        void test(@BpfSkeleton Maps maps) {
            assertThat(maps.hash().toMap()).isEmpty();
            maps.counter().run(FRAME);
            assertThat(maps.hash().toMap()).isEqualTo(Map.of(0, 1L));
        }
    }
}
