package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.LoadedObject;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapType;
import org.junit.jupiter.api.Test;

@BpfObject("arena.bpf.c")
class ArenaTest {

    @Test
    void anArenaSaysWhatItIs(@BpfMap("memory") BpfMapHandle memory) {
        assertThat(memory.info().type()).isEqualTo(MapType.ARENA);
        assertThat(memory.info().maxEntries()).isEqualTo(4);
        assertThat(memory.state(5).toString()).contains("ARENA, content not shown");
    }

    @Test
    void anArenaHasNoEntries(LoadedObject object) {
        assertThatThrownBy(() -> object.map("memory", KernelMap.class))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("an ARENA is memory of the programs that use it, and has no entries");
    }
}
