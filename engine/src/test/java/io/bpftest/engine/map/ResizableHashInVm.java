package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.RequiresBpf;
import io.bpftest.engine.Frames;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapType;
import io.bpftest.program.XdpProgram;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Hash tables that grow and shrink, which came with Linux 7.3: {@code ci/vms} runs this. */
@BpfObject("rhash.bpf.c")
@RequiresBpf(map = MapType.RHASH)
class ResizableHashInVm {

    @BpfMap
    KernelMap<Integer, Long> seen;

    @Test
    void aProgramAndATestShareIt(@BpfProgram XdpProgram count) {
        seen.put(64, 10L);

        count.run(Frames.ofLength(64));
        count.run(Frames.ofLength(99));
        count.run(Frames.ofLength(99));

        assertThat(seen.info().type()).isEqualTo(MapType.RHASH);
        assertThat(seen).containsEntry(64, 11L).containsEntry(99, 2L).hasSize(2);
    }

    @Test
    void itHoldsAsMuchAsItSays() {
        Map<Integer, Long> all =
                IntStream.range(0, 1000).boxed().collect(Collectors.toMap(key -> key, key -> key * 3L));
        seen.putAll(all);

        assertThat(seen.toMap()).isEqualTo(all);
        assertThatThrownBy(() -> seen.put(1000, 1L))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("is full");
    }

    @Test
    void whatIsRemovedIsGone() {
        seen.putAll(Map.of(1, 10L, 2, 20L, 3, 30L));

        assertThat(seen.remove(2)).isTrue();
        assertThat(seen.remove(2)).isFalse();
        assertThat(seen.toMap()).isEqualTo(Map.of(1, 10L, 3, 30L));
        seen.clear();
        assertThat(seen.isEmpty()).isTrue();
    }

    @Test
    void itIsPutBackAsItWas() {
        try (LoadedObject object = Bpf.open("src/test/bpf/rhash.bpf.c").load()) {
            KernelMap<Integer, Long> map = object.map("seen", Integer.class, Long.class);
            map.putAll(Map.of(1, 10L, 2, 20L));
            LoadedObject.Checkpoint checkpoint = object.checkpoint();
            map.put(1, 11L);
            map.put(3, 30L);
            map.remove(2);

            checkpoint.restore();

            assertThat(map.toMap()).isEqualTo(Map.of(1, 10L, 2, 20L));
        }
    }
}
