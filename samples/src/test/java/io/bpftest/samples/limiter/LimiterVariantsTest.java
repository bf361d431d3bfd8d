package io.bpftest.samples.limiter;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfVariant;
import io.bpftest.program.XdpProgram;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@BpfObject("limiter.bpf.c")
@BpfVariant(name = "both families")
@BpfVariant(name = "without IPv6", cflags = "-DNO_V6")
@BpfVariant(
        name = "without IPv6, generous",
        cflags = "-DNO_V6",
        constants = @BpfConstant(name = "budget", value = "20"))
class LimiterVariantsTest {

    @Parameter
    BpfVariant variant;

    private int budget() {
        return variant.constants().length == 0 ? 5 : 20;
    }

    @Test
    void limitsIp4InEachBuild(XdpProgram limiter) {
        assertThat(limiter.runAll(Collections.nCopies(30, udp4("203.0.113.7", 4000, "198.51.100.1", 53))))
                .first(budget())
                .pass()
                .rest()
                .drop();
    }

    @Test
    void limitsIp6OnlyWhereItIsBuiltIn(XdpProgram limiter) {
        int passed = variant.cflags().length == 0 ? budget() : 30;

        assertThat(limiter.runAll(Collections.nCopies(30, udp6("2001:db8::7", 4000, "2001:db8::1", 53)))
                        .passed())
                .hasSize(passed);
    }
}
