package io.bpftest.samples.egress;

import static io.bpftest.packet.Packets.tcp4;
import static io.bpftest.packet.Packets.tcp6;
import static io.bpftest.packet.Packets.udp4;
import static io.bpftest.samples.egress.EgressTests.Reason.ALLOWED;
import static io.bpftest.samples.egress.EgressTests.Reason.FRAGMENT;
import static io.bpftest.samples.egress.EgressTests.Reason.MALFORMED;

import io.bpftest.PacketSource;
import io.bpftest.packet.Frame;
import io.bpftest.packet.Tcp4Frame;
import io.bpftest.packet.Tcp6Frame;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What only a raw socket sends: fragments, and headers that say something wrong or are cut short. */
class MalformedTest extends EgressTests {

    private static final int ETHERNET = 14;
    private static final int IP4 = 20;
    private static final int IP6 = 40;
    private static final int PORTS = 4;

    private static final Tcp4Frame TO4 = tcp4(SELF4, 40000, ALLOWED4, 443).syn();
    private static final Tcp6Frame TO6 = tcp6(SELF6, 40000, ALLOWED6, 443).syn();

    static Stream<Frame<?>> fragments() {
        return Stream.of(
                TO4.moreFragments(),
                TO4.fragmentOffset(8).moreFragments(),
                TO4.fragmentOffset(8),
                TO4.fragmentOffset(65528),
                TO6.fragment(0, true, 1),
                TO6.fragment(8, false, 1));
    }

    @ParameterizedTest
    @PacketSource("fragments")
    void deniesFragments(Frame<?> packet) {
        assertDenies(packet, FRAGMENT);
    }

    static Stream<Frame<?>> otherVersions() {
        return Stream.concat(
                IntStream.of(0, 5, 6, 15).mapToObj(TO4::ipVersion),
                IntStream.of(0, 4, 7).mapToObj(TO6::ipVersion));
    }

    @ParameterizedTest
    @PacketSource("otherVersions")
    void deniesAnotherVersionThanTheEtherTypes(Frame<?> packet) {
        assertDenies(packet, MALFORMED);
    }

    /** Were the header 4 words long, the end of the destination address would be its port: 443 of 198.51.1.187. */
    @Test
    void deniesAnIp4HeaderLengthBelowTheMinimum() {
        networks4.put("198.51.1.187", 1);

        assertDenies(tcp4(SELF4, 40000, "198.51.1.187", 80).ihl(4), MALFORMED);
    }

    @Test
    void deniesAnIp4HeaderLongerThanThePacket() {
        assertDenies(udp4(SELF4, 40000, ALLOWED4, 123).ihl(15), MALFORMED);
    }

    static Stream<Frame<?>> cutShort() {
        return IntStream.range(0, PORTS)
                .boxed()
                .flatMap(bytes ->
                        Stream.of(TO4.truncated(ETHERNET + IP4 + bytes), TO6.truncated(ETHERNET + IP6 + bytes)));
    }

    @ParameterizedTest
    @PacketSource("cutShort")
    void deniesWhatEndsBeforeItsPorts(Frame<?> packet) {
        assertDenies(packet, MALFORMED);
    }

    static Stream<Frame<?>> justLongEnough() {
        return Stream.of(TO4.truncated(ETHERNET + IP4 + PORTS), TO6.truncated(ETHERNET + IP6 + PORTS));
    }

    @ParameterizedTest
    @PacketSource("justLongEnough")
    void needsNoMoreThanThePorts(Frame<?> packet) {
        assertAllows(packet, ALLOWED);
    }
}
