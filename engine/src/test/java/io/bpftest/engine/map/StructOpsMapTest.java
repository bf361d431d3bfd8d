package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.engine.Frames;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.map.MapType;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import org.junit.jupiter.api.Test;

@BpfObject("struct_ops_map.bpf.c")
class StructOpsMapTest {

    @Test
    void aStructOpsMapSaysWhatItIs(@BpfMap("control") BpfMapHandle control) {
        assertThat(control.info().type()).isEqualTo(MapType.STRUCT_OPS);
        assertThat(control.state(5).toString()).contains("STRUCT_OPS, content not shown");
    }

    /** libbpf 1.1 crashes where none of the functions is loaded. */
    @Test
    void programsBesideAStructOpsMapLoadWithoutItsFunctions(@BpfProgram("pass") XdpProgram pass) {
        assertThat(pass.run(Frames.ofLength(64)).verdict()).isEqualTo(XdpVerdict.PASS);
    }

    @Test
    void aStructOpsMapHasNoEntries(LoadedObject object) {
        assertThatThrownBy(() -> object.map("control", KernelMap.class))
                .isInstanceOf(WrongHandleException.class)
                .hasMessageContaining("holds functions that the kernel calls, and no entries");
    }
}
