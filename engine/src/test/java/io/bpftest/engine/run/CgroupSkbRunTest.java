package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.SkbOptions.skbOptions;

import io.bpftest.BpfObject;
import io.bpftest.packet.Frame;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.CgroupSkbVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The program returns its mark. */
@BpfObject("contexts.bpf.c")
class CgroupSkbRunTest {

    private static final Frame<?> PACKET =
            udp4("203.0.113.7", 4000, "198.51.100.1", 53).payload("x");

    @ParameterizedTest
    @EnumSource(value = CgroupSkbVerdict.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void eachVerdictOfACgroupIsSeen(CgroupSkbVerdict verdict, CgroupSkbProgram program) {
        assertThat(program.run(PACKET, skbOptions().mark(verdict.ordinal())))
                .hasVerdict(verdict)
                .returns(verdict.ordinal())
                .isUnchanged();
    }

    @Test
    void aCgroupAllowsOrDenies(CgroupSkbProgram program) {
        assertThat(program.run(PACKET)).denies();
        assertThat(program.run(PACKET, skbOptions().mark(1))).allows();
    }
}
