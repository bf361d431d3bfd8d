package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.ObjectSpec;
import io.bpftest.error.RejectionReason;
import io.bpftest.program.VerifierFigure;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How far the firewall is from the verifier's limits, and what the verifier must not let pass. */
@BpfObject("xdp_firewall.bpf.c")
class VerifierTest {

    private static final Path UNCHECKED = Path.of("src/test/java/io/bpftest/samples/firewall/unchecked.bpf.c");

    @BpfProgram
    XdpProgram firewall;

    @Test
    void staysFarFromTheVerifiersLimits() {
        assertThat(firewall).verifiesWithin(100_000).instructions();
        assertThat(firewall).verifiesWithin(256).bytesOfStack();
    }

    @Test
    void figuresAreNumbersToo() {
        long instructions =
                firewall.verifierFigures().value(VerifierFigure.INSTRUCTIONS).orElseThrow();

        assertThat(instructions).isGreaterThan(100);
    }

    @Test
    void aHeaderThatIsNotCheckedIsRejected() {
        ObjectSpec spec = Bpf.open(UNCHECKED);

        assertThat(spec).isRejected().because(RejectionReason.PACKET_BOUNDS).at("ip->protocol == 17");
    }
}
