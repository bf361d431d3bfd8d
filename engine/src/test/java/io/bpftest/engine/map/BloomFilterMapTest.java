package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.map.BloomFilter;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@BpfObject("bloom.bpf.c")
class BloomFilterMapTest {

    @BpfMap
    BloomFilter<Integer> seen;

    @Test
    void whatWasAddedMayBeContained() {
        seen.add(1);
        seen.add(-2);

        assertThat(seen.mightContain(1)).isTrue();
        assertThat(seen.mightContain(-2)).isTrue();
    }

    @Test
    void anEmptyFilterContainsNothing() {
        assertThat(IntStream.range(0, 1000)).noneMatch(seen::mightContain);
    }

    @Test
    void mostOfWhatWasNotAddedIsCertainlyNotContained() {
        IntStream.range(0, 8).forEach(seen::add);

        assertThat(IntStream.range(8, 1008).filter(seen::mightContain).count()).isLessThan(500);
    }

    @Test
    void aProgramSeesWhatWasAdded(@BpfProgram XdpProgram pass) {
        seen.add(64);

        assertThat(pass.run(Frames.ofLength(64)).verdict()).isEqualTo(XdpVerdict.PASS);
    }

    @Test
    void aReaderIsToldThatTheContentIsNotShown() {
        assertThat(seen.state(5).toString()).contains("BLOOM_FILTER").contains("not shown");
    }
}
