package io.bpftest.program;

import static io.bpftest.program.FlowDissectorOptions.flowDissectorOptions;
import static io.bpftest.program.SkbOptions.skbOptions;
import static io.bpftest.program.XdpLiveOptions.liveOn;
import static io.bpftest.program.XdpOptions.xdpOptions;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Options as failure texts show them: what is set, and no more. */
class OptionsTextTest {

    @Test
    void optionsThatSetNothingSaySo() {
        assertThat(xdpOptions()).hasToString("nothing set");
        assertThat(skbOptions()).hasToString("nothing set");
        assertThat(flowDissectorOptions()).hasToString("nothing set");
    }

    @Test
    void anInterfaceHasTheNameThatTheTestGaveIt() {
        assertThat(xdpOptions().ingressInterface("lo")).hasToString("ingress interface lo (1)");
        assertThat(xdpOptions().ingressInterface("lo").ingressInterface(1)).hasToString("ingress interface 1");
        assertThat(skbOptions().onInterface("lo").ingressInterface("lo"))
                .hasToString("ingress interface lo (1), interface lo (1)");
        assertThat(skbOptions().onInterface("lo").onInterface(7)).hasToString("interface 7");
        assertThat(liveOn("lo").frames(2)).hasToString("2 frames in batches of 64, ingress interface lo (1)");
    }

    @Test
    void metadataShowsItsFirstBytes() {
        assertThat(xdpOptions().receiveQueue(3).metadata(new byte[] {1, 2, 3, -1}))
                .hasToString("receive queue 3, metadata [01 02 03 ff]");
        assertThat(xdpOptions().metadata(new byte[40]).toString()).endsWith(" 00 00 ... 8 more]");
        assertThat(xdpOptions().metadata(new byte[32]).toString()).endsWith(" 00 00]");
    }

    @Test
    void fieldsShowByTheirNamesInTheKernelWithoutASign() {
        assertThat(skbOptions()
                        .mark(-1)
                        .priority(6)
                        .wireLength(1500)
                        .gsoSegments(2)
                        .gsoSize(700)
                        .timestamp(17)
                        .hardwareTimestamp(18)
                        .controlBlock(0, 9))
                .hasToString(
                        "mark 4294967295, priority 6, wire length 1500, gso segments 2, gso size 700, timestamp 17,"
                                + " hardware timestamp 18, cb [0, 9, 0, 0, 0]");
        assertThat(flowDissectorOptions().flags(FlowDissectorFlag.STOP_AT_ENCAP))
                .hasToString("flags [STOP_AT_ENCAP]");
    }
}
