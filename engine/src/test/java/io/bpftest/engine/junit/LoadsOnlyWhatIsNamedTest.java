package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Objects that hold programs which the verifier rejects, or sections that libbpf does not know. */
class LoadsOnlyWhatIsNamedTest {

    @Nested
    @BpfObject("mixed.bpf.c")
    class BesideARejectedProgram {

        @Test
        void theNamedProgramIsLoaded(@BpfProgram("good") XdpProgram good) {
            assertThat(good.run(Frames.ofLength(64)).returnValue()).isEqualTo(6);
        }

        @Test
        void aProgramOfAnUnknownSectionTakesTheTypeOfItsHandle(@BpfProgram("legacy_ingress") TcProgram ingress) {
            assertThat(ingress.run(Frames.ofLength(64)).returnValue()).isEqualTo(2);
        }
    }

    @Nested
    @BpfObject("tracing.bpf.c")
    class BesideAForbiddenType {

        @Test
        void theNamedProgramIsLoaded(XdpProgram pass) {
            assertThat(pass.run(Frames.ofLength(64)).verdict()).isEqualTo(XdpVerdict.PASS);
        }
    }

    @Nested
    @BpfObject("shared.bpf.c")
    @BpfObject("shared_reader.bpf.c")
    class WithMapsOfOnePinName {

        @Test
        void theObjectsOfATestHaveOneMap(
                @BpfProgram("writer") XdpProgram writer,
                @BpfProgram("reader") TcProgram reader,
                @BpfMap(value = "shared_state", object = "shared_reader.bpf.c") KernelMap<Integer, Integer> state) {
            assertThat(reader.run(Frames.ofLength(64)).returnValue()).isZero();
            writer.run(Frames.ofLength(64));
            assertThat(reader.run(Frames.ofLength(64)).returnValue()).isEqualTo(2);
            assertThat(state.get(0)).isEqualTo(42);
        }

        @Test
        void theNextTestHasAnother(@BpfProgram("reader") TcProgram reader) {
            assertThat(reader.run(Frames.ofLength(64)).returnValue()).isZero();
        }
    }
}
