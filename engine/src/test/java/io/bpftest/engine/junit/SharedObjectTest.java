package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.Prefix;
import io.bpftest.program.XdpProgram;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@BpfObject(value = "maps.bpf.c", lifecycle = Lifecycle.PER_CLASS)
class SharedObjectTest {

    @BpfProgram
    static XdpProgram shared;

    @BpfMap
    static KernelMap<Integer, Long> array;

    @BpfMap
    LpmTrie<Integer> trie;

    @BpfMap("percpu_array")
    PerCpuMap<Integer, Long> perCpu;

    private static int runs;

    @BeforeAll
    static void fill(@BpfMap("hash") KernelMap<Integer, Long> hash, @BpfMap("trie") LpmTrie<Integer> trie) {
        hash.put(7, 70L);
        trie.put("10.0.0.0/8", 8);
        array.put(1, 11L);
    }

    @RepeatedTest(3)
    void mapsReturnToTheirStateAfterBeforeAll(@BpfMap("hash") KernelMap<Integer, Long> hash, XdpProgram program) {
        assertThat(hash.toMap()).isEqualTo(Map.of(7, 70L));
        assertThat(trie.toMap()).isEqualTo(Map.of(Prefix.of("10.0.0.0/8"), 8));
        assertThat(array.toMap()).isEqualTo(Map.of(0, 0L, 1, 11L, 2, 0L, 3, 0L));
        assertThat(perCpu.sum(0)).isZero();

        program.run(Frames.ofLength(64));
        hash.remove(7);
        trie.put("10.1.0.0/16", 1);
        array.put(1, 0L);
        runs++;

        assertThat(hash.toMap()).isEqualTo(Map.of(0, 1L));
        assertThat(array.get(0)).isEqualTo(1);
        assertThat(perCpu.sum(0)).isEqualTo(1);
    }

    @AfterAll
    static void isOneObject(XdpProgram program) {
        assertThat(runs).isEqualTo(3);
        assertThat(program.info()).isEqualTo(shared.info());
    }

    @Nested
    class Inside {

        @Test
        void nestedClassesShareIt(@BpfMap("hash") KernelMap<Integer, Long> hash) {
            assertThat(hash.toMap()).isEqualTo(Map.of(7, 70L));
            shared.run(Frames.ofLength(64));
            assertThat(hash.get(0)).isEqualTo(1);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class OneInstance {

        @BpfMap
        KernelMap<Integer, Long> hash;

        @RepeatedTest(2)
        void fieldsOfASharedInstanceAreRestoredToo() {
            assertThat(hash.toMap()).isEqualTo(Map.of(7, 70L));
            hash.clear();
        }
    }

    @Nested
    @BpfObject(value = "resize.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    class LoadedByTheFirstMethodThatNeedsIt {

        @RepeatedTest(2)
        void isRestoredAsItWasWhenLoaded(
                @BpfProgram("xdp_resize") XdpProgram program, @BpfMap("runs") KernelMap<Integer, Long> counted) {
            assertThat(counted.get(0)).isZero();
            program.run(Frames.ofLength(64));
            assertThat(counted.get(0)).isEqualTo(1);
        }
    }

    @Nested
    class WithItsOwnSetUp {

        @BeforeAll
        static void add(@BpfMap("hash") KernelMap<Integer, Long> hash) {
            hash.put(8, 80L);
        }

        @RepeatedTest(2)
        void seesItBesideTheOuter(@BpfMap("hash") KernelMap<Integer, Long> hash) {
            assertThat(hash.toMap()).isEqualTo(Map.of(7, 70L, 8, 80L));
            hash.clear();
        }
    }

    @Nested
    class WithAnother {

        @BeforeAll
        static void add(@BpfMap("hash") KernelMap<Integer, Long> hash) {
            assertThat(hash.toMap()).isEqualTo(Map.of(7, 70L));
            hash.put(9, 90L);
        }

        @RepeatedTest(2)
        void doesNotSeeItsNeighbours(@BpfMap("hash") KernelMap<Integer, Long> hash) {
            assertThat(hash.toMap()).isEqualTo(Map.of(7, 70L, 9, 90L));
            hash.clear();
        }
    }
}
