package io.bpftest.samples.firewall;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.tcp4;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.packet.Tcp4Frame;
import io.bpftest.program.Benchmark;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** How long the firewall takes, for the report, and beside the one of the next release. */
class SpeedTest extends FirewallTests {

    private static final Path SOURCE = Path.of("src/test/java/io/bpftest/samples/firewall/xdp_firewall.bpf.c");

    private static final Tcp4Frame WEB = tcp4("203.0.113.7", 40_000, "198.51.100.1", 80);

    @Test
    void takesTheSameWayForEachOfManyPackets() {
        portRules.put(rule(TCP, 80), ALLOW);

        Benchmark benchmark = firewall.benchmark(WEB);

        System.out.println(benchmark);
        assertThat(benchmark.notes()).isEmpty();
        assertThat(benchmark.outcome()).isEqualTo("XDP_PASS");
    }

    /** Ten times: where tests run beside others. On a machine that does nothing else it can be 1.10. */
    @Test
    void theNextReleaseIsNotSlower() {
        ObjectSpec stricter = Bpf.open(SOURCE);
        stricter.constant("drop_fragments").set("true");
        try (LoadedObject next = stricter.load()) {
            XdpProgram newFirewall = next.program(XdpProgram.class);

            assertThat(newFirewall).on(WEB).isNotSlowerThan(firewall, 10);
        }
    }
}
