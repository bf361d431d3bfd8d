package io.bpftest.engine.trace;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Environment;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.RunIn;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.LoadRefusedException;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Tracing;
import io.bpftest.program.ExtensionProgram;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

/** A function of a loaded program is replaced by another's. Run in virtual machines by ci/vms. */
@BpfObject("trace_replaced.bpf.c")
@RunIn(Environment.VM)
class ReplacedFunctionInVm {

    private static ObjectSpec replacement() {
        return Bpf.open(Golden.inModule("src/test/bpf/trace_replacement.bpf.c"));
    }

    @Test
    void theProgramCallsTheReplacementAsLongAsItIsAttached(@BpfProgram("ask") XdpProgram ask, Tracing tracing) {
        assertThat(ask.run(Frames.ofLength(64))).passes();
        ObjectSpec spec = replacement();
        spec.program("drops").replaces(ask, "verdict");
        try (LoadedObject object = spec.load()) {
            Attachment attached = tracing.attach(object.program("drops", ExtensionProgram.class));
            assertThat(attached.hook()).isEqualTo("function verdict");
            assertThat(ask.run(Frames.ofLength(64))).drops();
            attached.close();
            assertThat(ask.run(Frames.ofLength(64))).passes();
        }
    }

    @Test
    void aFunctionThatTheProgramLacksIsTold(@BpfProgram("ask") XdpProgram ask) {
        ObjectSpec spec = replacement();
        spec.program("drops").replaces(ask, "verdicts");
        assertThatThrownBy(spec::load).isInstanceOf(LoadRefusedException.class).hasMessageContaining("\"verdicts\"");
    }

    @Test
    void aProgramThatDoesNotSayWhatItReplacesIsTold() {
        ObjectSpec spec = replacement();
        assertThatThrownBy(spec::load)
                .isInstanceOf(LoadRefusedException.class)
                .hasMessageContaining("replaces(target, \"verdict\")");
    }
}
