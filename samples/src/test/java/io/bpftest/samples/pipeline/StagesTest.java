package io.bpftest.samples.pipeline;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.ProgramArray;
import io.bpftest.map.StubProgram;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.XdpProgram;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each stage alone: stubs stand for those that it calls, and the test hands it what the one before would find. */
@BpfObject("pipeline.bpf.c")
class StagesTest {

    private static final int IP4 = 0;
    private static final int UDP = 1;

    /** What a stub returns, so that it is seen that the packet went there. */
    private static final int AT_STUB = 77;

    private static final Udp4Frame DNS = udp4("203.0.113.7", 4000, "198.51.100.1", 53);

    record Finding(int network, int transport) {}

    @BpfMap
    ProgramArray stages;

    @BpfMap
    PerCpuMap<Integer, Finding> findings;

    @BeforeEach
    void isolate() {
        stages.putStub(IP4, AT_STUB);
        stages.putStub(UDP, AT_STUB);
    }

    @Nested
    class Ethernet {

        @Test
        void handsIp4On(@BpfProgram("ethernet") XdpProgram ethernet) {
            assertThat(ethernet.run(DNS)).returns(AT_STUB);

            assertThat(stages.calledStubs()).containsExactly(IP4);
            assertThat(findings.get(0)).contains(new Finding(14, 0));
        }

        @Test
        void passesWhatIsNoIp4(@BpfProgram("ethernet") XdpProgram ethernet) {
            assertThat(ethernet.run(udp6("2001:db8::1", 1, "2001:db8::2", 53))).passes();
            assertThat(ethernet.run(arpRequest("203.0.113.7", "198.51.100.1"))).passes();
            assertThat(stages.calledStubs()).isEmpty();
        }

        @Test
        void passesWhatItHasNoStageFor(@BpfProgram("ethernet") XdpProgram ethernet) {
            stages.remove(IP4);

            assertThat(ethernet.run(DNS)).passes();
        }
    }

    @Nested
    class Ip4 {

        @BpfProgram("ip4")
        XdpProgram ip4;

        @Test
        void handsUdpOnBehindTheOptions() {
            findings.putOnEachCpu(0, new Finding(14, 0));
            StubProgram udp = stages.putStub(UDP, AT_STUB);

            assertThat(ip4.run(DNS.options(new byte[] {1, 1, 1, 0}))).returns(AT_STUB);

            assertThat(udp).isCalled(1);
            assertThat(findings.get(0)).contains(new Finding(14, 14 + 24));
        }

        @Test
        void dropsPacketsAtTheEndOfTheirLife() {
            findings.putOnEachCpu(0, new Finding(14, 0));

            assertThat(ip4.run(DNS.ttl(1))).drops();
            assertThat(ip4.run(DNS.ttl(2))).returns(AT_STUB);
        }

        @Test
        void passesOtherProtocols() {
            findings.putOnEachCpu(0, new Finding(14, 0));

            assertThat(ip4.run(icmp4("203.0.113.7", "198.51.100.1").echoRequest(1, 1)))
                    .passes();
            assertThat(stages.calledStubs()).isEmpty();
        }

        @Test
        void doesNotTrustWhatItIsHanded() {
            findings.putOnEachCpu(0, new Finding(65, 0));

            assertThat(ip4.run(DNS)).aborts();
        }
    }

    @Nested
    class Udp {

        @Test
        void countsPorts(@BpfProgram("udp") XdpProgram udp, @BpfMap("ports") KernelMap<Integer, Integer> ports) {
            findings.putOnEachCpu(0, new Finding(14, 34));

            assertThat(udp.run(DNS)).passes();
            assertThat(udp.run(DNS)).passes();
            assertThat(udp.run(DNS.destinationPort(123))).passes();
            assertThat(udp.run(DNS.destinationPort(0))).drops();

            assertThat(ports).containsOnly(Map.of(53, 2, 123, 1));
        }
    }
}
