package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfGlobal;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfSkeleton;
import io.bpftest.engine.Frames;
import io.bpftest.engine.junit.beside.Counter;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.StructValue;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Skeletons, in every place that Jupiter injects into. */
class SkeletonTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    /** Its members are package-private, as is usual beside a test. */
    @BpfObject("maps.bpf.c")
    interface Maps {

        @BpfProgram("count")
        XdpProgram counter();

        KernelMap<Integer, Long> hash();

        LpmTrie<Integer> trie();

        @BpfMap("percpu_array")
        PerCpuMap<Integer, Long> counts();

        BpfMapHandle lru();

        default long runs(int times) {
            for (int i = 0; i < times; i++) {
                counter().run(FRAME);
            }
            return sum();
        }

        private long sum() {
            return counts().sum(0);
        }

        default void fail() throws IOException {
            throw new IOException("meant");
        }

        static int twice(int x) {
            return 2 * x;
        }
    }

    @BpfObject("verdicts.bpf.c")
    interface Verdicts {

        XdpProgram xdp_verdict();
    }

    @BpfObject("globals.bpf.c")
    interface Globals {

        @BpfProgram("use")
        XdpProgram program();

        GlobalVariable<Integer> mark();

        @BpfGlobal("counter")
        GlobalVariable<Integer> runs();

        @BpfGlobal("limits")
        GlobalVariable<StructValue> bounds();
    }

    /** Adds to what it inherits. */
    interface MoreVerdicts extends Verdicts {

        @BpfProgram("tc_verdict")
        TcProgram tc();
    }

    @BpfSkeleton
    Maps field;

    private final Maps ofConstructor;
    private Maps ofSetUp;

    SkeletonTest(@BpfSkeleton Maps maps) {
        ofConstructor = maps;
    }

    @BeforeEach
    void setUp(@BpfSkeleton Maps maps) {
        ofSetUp = maps;
        maps.hash().put(7, 70L);
    }

    @Test
    void allPlacesShareTheObjectOfTheInvocation(Maps parameter) {
        assertThat(parameter.hash().toMap()).containsEntry(7, 70L);
        assertThat(parameter.runs(2)).isEqualTo(2);
        assertThat(field.counts().sum(0)).isEqualTo(2);
        assertThat(ofConstructor.hash().get(0)).isEqualTo(2);
        assertThat(ofSetUp.lru().info().name()).isEqualTo("lru");
    }

    @RepeatedTest(2)
    void eachInvocationHasAnObjectOfItsOwn(Maps maps) {
        assertThat(maps.runs(1)).isEqualTo(1);
    }

    @Test
    void defaultAndStaticMethodsAreItsOwn(Maps maps) {
        assertThat(maps.runs(Maps.twice(2))).isEqualTo(4);
        assertThatThrownBy(maps::fail).isExactlyInstanceOf(IOException.class).hasMessage("meant");
    }

    @Test
    void itSaysWhatItIs(Maps maps) {
        assertThat(maps).hasToString("Maps of maps.bpf.c").isEqualTo(maps).isNotEqualTo(field);
        assertThat(maps.hashCode()).isEqualTo(maps.hashCode());
        assertThat(maps.hash()).isSameAs(maps.hash());
    }

    @Test
    void globalVariablesAreMeantByTheirNamesOrAnother(@BpfSkeleton Globals globals) {
        globals.mark().set(42);

        assertThat(globals.program().run(FRAME).returnValue()).isEqualTo(42);
        assertThat(globals.runs().get()).isEqualTo(1);
        assertThat(globals.bounds().get().number("rate")).isEqualTo(1);
    }

    /** The others of its programs do not load: one has no type that libbpf knows. */
    @Test
    void onlyTheProgramsThatItNamesAreLoaded(@BpfSkeleton Verdicts verdicts) {
        assertThat(verdicts.xdp_verdict().info().name()).isEqualTo("xdp_verdict");
    }

    @Test
    void whatASkeletonInheritsCounts(@BpfSkeleton MoreVerdicts verdicts) {
        assertThat(verdicts.tc().info().source()).isEqualTo("verdicts.bpf.c");
        assertThat(verdicts.xdp_verdict().info().name()).isEqualTo("xdp_verdict");
    }

    @Test
    void filesAreLookedForFromWhereTheSkeletonStands(@BpfSkeleton Counter counter) {
        counter.program().run(FRAME);
        assertThat(counter.runs().get(0)).isEqualTo(1);
    }

    @Test
    void otherHandlesMayMeanItsObject(@BpfSkeleton Counter counter, @BpfMap("runs") KernelMap<Integer, Integer> runs) {
        counter.program().run(FRAME);
        assertThat(runs.get(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void standsBesideParametersOfJupiter(int times, Maps maps) {
        assertThat(maps.runs(times)).isEqualTo(times);
    }

    @Nested
    class Inside {

        @Test
        void nestedClassesShareTheObjectOfTheOuter(Maps maps, @BpfMap("hash") KernelMap<Integer, Long> hash) {
            maps.runs(1);
            assertThat(field.counts().sum(0)).isEqualTo(1);
            assertThat(hash.toMap()).isEqualTo(field.hash().toMap()).containsEntry(7, 70L);
        }
    }

    @Nested
    @BpfObject("verdicts.bpf.c")
    class BesideAnotherObject {

        @Test
        void eachHandleMeansItsOwn(@BpfProgram("accept") SocketFilterProgram accept, Maps maps) {
            assertThat(accept.info().source()).isEqualTo("verdicts.bpf.c");
            assertThat(maps.counter().info().source()).isEqualTo("maps.bpf.c");
        }
    }
}
