package io.bpftest.engine.run;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.assertion.BpfAssertions.assertThatThrownBy;
import static io.bpftest.program.XdpOptions.xdpOptions;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.RunOptionException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;

/** Receive queues other than the first, of an interface that a test names. */
@BpfObject("contexts.bpf.c")
class ReceiveQueueTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    @BpfProgram("xdp_reads")
    XdpProgram program;

    @BpfMap
    KernelMap<Integer, Integer> seen;

    @Test
    void theProgramSeesAnyQueueThatTheInterfaceHas() throws Exception {
        OwnNetwork.with(network -> {
            network.ip(
                    "link",
                    "add",
                    "wide",
                    "numrxqueues",
                    "4",
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "narrow",
                    "numrxqueues",
                    "1");
            network.ip("address", "add", "198.51.100.1/32", "dev", "wide");
            network.ip("address", "add", "198.51.100.2/32", "dev", "narrow");
            int wide = network.index("wide");

            for (int queue = 3; queue >= 0; queue--) {
                var options = xdpOptions().ingressInterface("wide").receiveQueue(queue);
                assertThat(program.run(FRAME, options)).passes();
                assertThat(seen).containsEntry(0, wide).containsEntry(1, queue);
            }

            assertThatThrownBy(() -> program.run(
                            FRAME, xdpOptions().ingressInterface("wide").receiveQueue(4)))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("receive queue 4 of interface " + wide);
            assertThatThrownBy(() -> program.run(
                            FRAME, xdpOptions().ingressInterface("narrow").receiveQueue(1)))
                    .isInstanceOf(RunOptionException.class)
                    .hasMessageContaining("receive queue 1 of interface " + network.index("narrow"));
        });
    }
}
