package io.bpftest.samples.balancer;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.XdpMode;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.PacketParser;
import io.bpftest.packet.Udp4Frame;
import io.bpftest.program.XdpProgram;
import java.net.Inet4Address;
import java.util.Arrays;
import java.util.function.Predicate;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.util.MacAddress;

/** The balancer among a client and two backends, all at one switch: what it transmits really reaches them. */
@BpfObject("xdp_balancer.bpf.c")
@BpfConstant(name = "virtual_address", value = "0xc6336463") // 198.51.100.99
@BpfConstant(name = "backend_count", value = "2")
@EnabledIf("io.bpftest.samples.Privileges#mayMakeLabs")
class BalancerTest {

    private static final String VIRTUAL = "198.51.100.99";

    /** The program's {@code struct backend}. */
    record Backend(Inet4Address address, MacAddress mac) {}

    @ParameterizedTest
    @EnumSource(names = "OFFLOAD", mode = EnumSource.Mode.EXCLUDE)
    void aClientsDatagramsReachItsBackendInsideOfIp(
            XdpMode mode,
            Lab lab,
            @BpfProgram("xdp_balancer") XdpProgram balancer,
            @BpfMap("backends") KernelMap<Integer, Backend> backends) {
        lab.bridge("switch", lab.host("client"), lab.host("balancer"), lab.host("one"), lab.host("two"));
        LabInterface client = lab.host("client").networkInterface("eth0");
        LabInterface middle = lab.host("balancer").networkInterface("eth0");
        LabInterface[] servers = {
            lab.host("one").networkInterface("eth0"), lab.host("two").networkInterface("eth0")
        };
        Capture[] received = {servers[0].capture(), servers[1].capture()};
        for (int i = 0; i < servers.length; i++) {
            backends.put(i, new Backend(servers[i].ip4(), servers[i].mac()));
        }
        middle.attach(balancer, mode);

        for (int port = 4000; port < 4004; port++) {
            Udp4Frame sent = udp4(client.ip4().getHostAddress(), port, VIRTUAL, 53)
                    .from(client.mac().toString())
                    .to(middle.mac().toString())
                    .payload("question");
            client.send(sent);

            // 10.0.0.1 and an even port are odd together.
            int chosen = (port + 1) % 2;
            byte[] frame = received[chosen].next(isFor(servers[chosen]));
            IpV4Packet outer = PacketParser.parse(frame).get(IpV4Packet.class);
            assertThat(outer.getHeader().getDstAddr()).isEqualTo(servers[chosen].ip4());
            assertThat(outer.getHeader().hasValidChecksum(false)).isTrue();
            assertThat(new String(frame, frame.length - "question".length(), "question".length()))
                    .isEqualTo("question");
        }
        for (int i = 0; i < servers.length; i++) {
            assertThat(received[i].soFar()).noneMatch(isFor(servers[i]));
        }
    }

    /** A switch floods frames for those that it has not heard yet, so that others see them too. */
    private static Predicate<byte[]> isFor(LabInterface server) {
        byte[] mac = server.mac().getAddress();
        return frame -> Arrays.equals(frame, 0, mac.length, mac, 0, mac.length);
    }
}
