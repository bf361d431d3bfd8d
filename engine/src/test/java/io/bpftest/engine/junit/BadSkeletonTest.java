package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfSkeleton;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Golden;
import io.bpftest.error.InjectionException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** Interfaces that are no skeletons, or do not fit their objects. */
class BadSkeletonTest {

    private final Golden golden = new Golden();

    @Test
    void allMistakesAreListedAtOnce() {
        golden.matches("skeleton_mistakes", failed(Mistaken.class));
        golden.matches("skeleton_several_objects", failed(OfSeveral.class));
    }

    @Test
    void whatIsNoSkeletonIsToldSo() {
        golden.matches("skeleton_not_annotated", failed(NotAnnotated.class));
        golden.matches("skeleton_class", failed(OfAClass.class));
        golden.matches("skeleton_of_tests", failed(OfTests.class));
    }

    @Test
    void skeletonsOfOneFileThatDifferAreRefused() {
        golden.matches("skeletons_differ", failed(Different.class));
    }

    @Test
    void oneThatLivesLongerThanItsObjectIsRefused() {
        golden.matches("skeleton_lifecycle", failed(TooLong.class));
    }

    @Test
    void aTestInterfaceIsNoSkeletonAndItsTestsRun() {
        assertThat(FixtureRun.of(Implementation.class).testsRun()).isEqualTo(1);
        assertThat(FixtureRun.of(TakesATestInterface.class).failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageContaining("No ParameterResolver registered");
    }

    private InjectionException failed(Class<?> fixture) {
        return golden.failed(InjectionException.class, FixtureRun.of(fixture).failure());
    }

    @BpfObject("maps.bpf.c")
    interface Wrong {

        XdpProgram cuont();

        @BpfProgram("count")
        TcProgram asTc();

        KernelMap<Integer, Long> hsah();

        LpmTrie<Long> hash();

        KernelMap<Integer, Byte> array();

        KernelMap<Integer, Long> lru(int x);

        String name();

        LoadedObject object();

        @BpfMap(value = "trie", object = "other.bpf.c")
        LpmTrie<Integer> elsewhere();
    }

    static class Mistaken {
        @Test
        void test(@BpfSkeleton Wrong wrong) {}
    }

    @BpfObject("maps.bpf.c")
    @BpfObject("verdicts.bpf.c")
    interface Several {}

    static class OfSeveral {
        @Test
        void test(@BpfSkeleton Several several) {}
    }

    interface Plain {
        XdpProgram count();
    }

    static class NotAnnotated {
        @BpfSkeleton
        Plain plain;

        @Test
        void test() {}
    }

    @BpfObject("maps.bpf.c")
    static class NoInterface {}

    static class OfAClass {
        @Test
        void test(@BpfSkeleton NoInterface wrong) {}
    }

    @BpfObject("maps.bpf.c")
    interface Tests {
        @Test
        default void test(@BpfProgram("count") XdpProgram program) {}
    }

    static class Implementation implements Tests {}

    static class OfTests {
        @Test
        void test(@BpfSkeleton Tests tests) {}
    }

    @BpfObject("maps.bpf.c")
    static class TakesATestInterface {
        @Test
        void test(Tests tests) {}
    }

    @BpfObject("maps.bpf.c")
    interface One {
        XdpProgram count();
    }

    @BpfObject(value = "maps.bpf.c", cflags = "-DOTHER")
    interface Other {
        XdpProgram count();
    }

    static class Different {
        @Test
        void test(@BpfSkeleton One one, @BpfSkeleton Other other) {}
    }

    static class TooLong {
        @BpfSkeleton
        static One one;

        @Test
        void test() {}
    }
}
