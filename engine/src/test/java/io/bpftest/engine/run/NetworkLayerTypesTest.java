package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.program.SkbOptions.skbOptions;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.packet.Frame;
import io.bpftest.program.CgroupSkbProgram;
import io.bpftest.program.CgroupSkbVerdict;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.LwtVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Types that see the packet behind its Ethernet header; the programs return their mark. */
@BpfObject("contexts.bpf.c")
class NetworkLayerTypesTest {

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

    @ParameterizedTest
    @EnumSource(value = LwtVerdict.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void eachVerdictOfALightweightTunnelIsSeen(LwtVerdict verdict, @BpfProgram("lwt_verdict") LwtProgram program) {
        assertThat(program.run(PACKET, skbOptions().mark(verdict.number())))
                .hasVerdict(verdict)
                .returns(verdict.number())
                .isUnchanged();
    }

    @Test
    void bothSidesOfARouteRun(@BpfProgram("lwt_in_verdict") LwtProgram in, @BpfProgram("lwt_verdict") LwtProgram xmit) {
        assertThat(in.run(PACKET)).passes();
        assertThat(in.run(PACKET, skbOptions().mark(2))).drops();
        assertThat(xmit.run(PACKET, skbOptions().mark(128))).reroutes();
        assertThat(xmit.run(PACKET, skbOptions().mark(7))).redirects();
        assertThat(xmit.run(PACKET, skbOptions().mark(99)).verdict()).isEqualTo(LwtVerdict.UNKNOWN);
    }
}
