package io.bpftest.samples.pipeline;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All stages together, as the object itself puts them into its array. */
@BpfObject("pipeline.bpf.c")
class WholePipelineTest {

    @Test
    void aPacketGoesThroughAllStages(
            @BpfProgram("ethernet") XdpProgram pipeline, @BpfMap("ports") KernelMap<Integer, Integer> ports) {
        assertThat(pipeline.run(udp4("203.0.113.7", 4000, "198.51.100.1", 53))).passes();
        assertThat(pipeline.run(udp4("203.0.113.7", 4000, "198.51.100.1", 53).ttl(1)))
                .drops();

        assertThat(ports).containsOnly(Map.of(53, 1));
    }
}
