package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.RequiresBpf;
import io.bpftest.map.MapType;
import io.bpftest.program.ProgramType;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The API's lists of types of programs and maps against the running kernel's own. On the newest kernel, where ci/vms runs it, it
 * tells of types that are missing there, and so in docs/program-types.md.
 */
@RequiresBpf(program = ProgramType.XDP)
class KernelEnumsTest {

    @Test
    void eachMapTypeOfTheKernelIsKnown() {
        Map<Integer, String> kernels;
        try (KernelBtf btf = new KernelBtf()) {
            kernels = btf.enumerators("bpf_map_type");
        }
        assertThat(kernels).hasSizeGreaterThan(20);
        kernels.values().removeIf(name -> name.startsWith("__MAX"));
        kernels.forEach((number, name) ->
                assertThat("BPF_MAP_TYPE_" + MapType.of(number)).isEqualTo(name.replaceFirst("_DEPRECATED$", "")));
    }

    @Test
    void eachProgramTypeOfTheKernelIsKnown() {
        Map<Integer, String> kernels;
        try (KernelBtf btf = new KernelBtf()) {
            kernels = btf.enumerators("bpf_prog_type");
        }
        assertThat(kernels).hasSizeGreaterThan(20);
        kernels.values().removeIf(name -> name.startsWith("__MAX"));
        kernels.forEach((number, name) ->
                assertThat("BPF_PROG_TYPE_" + ProgramType.of(number)).isEqualTo(name));
    }
}
