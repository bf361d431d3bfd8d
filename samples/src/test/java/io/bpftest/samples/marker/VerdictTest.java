package io.bpftest.samples.marker;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.ethernet;
import static io.bpftest.packet.Packets.icmp4;
import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.packet.Packets.udp6;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.map.KernelMap;
import io.bpftest.packet.Frame;
import io.bpftest.program.TcProgram;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.IpV6Packet;
import org.pcap4j.packet.namednumber.IpVersion;

@BpfObject("tc_marker.bpf.c")
class VerdictTest {

    private static final Frame<?> UDP4 = udp4("192.0.2.1", 4000, "198.51.100.1", 53);
    private static final Frame<?> UDP6 = udp6("2001:db8::1", 4000, "2001:db8:1::1", 53);

    private final TcProgram marker;
    private final KernelMap<Integer, Integer> classes;
    private final KernelMap<Integer, Long> sent;

    VerdictTest(
            @BpfProgram TcProgram marker,
            @BpfMap("classes") KernelMap<Integer, Integer> classes,
            @BpfMap("sent") KernelMap<Integer, Long> sent) {
        this.marker = marker;
        this.classes = classes;
        this.sent = sent;
    }

    @BeforeEach
    void dropDnsOverUdp() {
        classes.put(Classes.udp(53), Classes.DROP);
    }

    static Stream<Frame<?>> ofTheDroppedClass() {
        return Stream.of(UDP4, UDP6, UDP4.vlan(100), UDP6.vlan(100));
    }

    @ParameterizedTest
    @MethodSource("ofTheDroppedClass")
    void isToDropThePacketsOfADroppedClass(Frame<?> packet) {
        assertThat(marker.run(packet.build())).drops().isUnchanged();
        assertThat(sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 0x7fffffff, -1})
    void isToDropRatherThanToWriteAWrongDscp(int number) {
        classes.put(Classes.udp(53), number);

        assertThat(marker.run(UDP4.build())).drops();
        assertThat(marker.run(UDP6.build())).drops();
    }

    static Stream<Frame<?>> ofOtherClasses() {
        return Stream.of(
                udp4("192.0.2.1", 53, "198.51.100.1", 54),
                tcp4("192.0.2.1", 4000, "198.51.100.1", 53).syn(),
                icmp4("192.0.2.1", "198.51.100.1"));
    }

    @ParameterizedTest
    @MethodSource("ofOtherClasses")
    void isToPassThePacketsOfOtherClasses(Frame<?> packet) {
        assertThat(marker.run(packet.build())).passes();
    }

    static Stream<Arguments> notIp() {
        return Stream.of(
                argumentSet("ARP", arpRequest("192.0.2.1", "192.0.2.2").bytes()),
                argumentSet("LLDP", ethernet(0x88cc).payloadOfZeros(46).bytes()),
                argumentSet(
                        "ARP in a VLAN",
                        arpRequest("192.0.2.1", "192.0.2.2").vlan(1).bytes()),
                argumentSet("IPv4 cut short", Arrays.copyOf(UDP4.vlan(1).bytes(), 37)),
                argumentSet("IPv6 cut short", Arrays.copyOf(UDP6.vlan(1).bytes(), 57)),
                argumentSet("a VLAN tag cut short", Arrays.copyOf(UDP4.vlan(1).bytes(), 17)),
                argumentSet(
                        "IPv4 of version 5",
                        udp4("192.0.2.1", 4000, "198.51.100.1", 53)
                                .adjust(IpV4Packet.Builder.class, ip -> ip.version(version(5)))
                                .bytes()),
                argumentSet(
                        "IPv4 with 4 words of header",
                        udp4("192.0.2.1", 4000, "198.51.100.1", 53)
                                .adjust(IpV4Packet.Builder.class, VerdictTest::shortenHeader)
                                .bytes()),
                argumentSet(
                        "IPv6 of version 4",
                        udp6("2001:db8::1", 4000, "2001:db8:1::1", 53)
                                .adjust(IpV6Packet.Builder.class, ip -> ip.version(version(4)))
                                .bytes()));
    }

    private static IpVersion version(int number) {
        return IpVersion.getInstance((byte) number);
    }

    private static void shortenHeader(IpV4Packet.Builder ip) {
        ip.correctLengthAtBuild(false).ihl((byte) 4).totalLength((short) 28);
    }

    @ParameterizedTest
    @MethodSource("notIp")
    void isLeftToTheNextFilterForWhatIsNoIp(byte[] frame) {
        assertThat(marker.run(frame)).continues().isUnchanged();
        assertThat(sent).isEmpty();
    }
}
