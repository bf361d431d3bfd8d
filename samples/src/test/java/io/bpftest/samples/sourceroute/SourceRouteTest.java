package io.bpftest.samples.sourceroute;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.arpRequest;
import static io.bpftest.packet.Packets.udp4;

import io.bpftest.BpfProgram;
import io.bpftest.packet.Frame;
import io.bpftest.program.XdpProgram;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program that old kernels do not accept. Nothing here says so: on Linux 5.10 these tests fail with what its verifier
 * has to say, as a colleague would see it who forgot {@code @RequiresBpf(helper = "bpf_loop")}.
 */
@BpfProgram(object = "source_route.bpf.c")
class SourceRouteTest {

    private static final byte END = 0;
    private static final byte NOP = 1;
    private static final byte ROUTER_ALERT = (byte) 148;
    private static final byte LOOSE = (byte) 131;
    private static final byte STRICT = (byte) 137;

    private static Frame<?> with(int... options) {
        byte[] bytes = new byte[options.length];
        for (int i = 0; i < options.length; i++) {
            bytes[i] = (byte) options[i];
        }
        return udp4("192.0.2.1", 4000, "198.51.100.1", 53).options(bytes);
    }

    static Stream<Frame<?>> harmless() {
        return Stream.of(
                udp4("192.0.2.1", 4000, "198.51.100.1", 53),
                with(NOP, NOP, NOP, END),
                with(ROUTER_ALERT, 4, 0, 0),
                with(END, LOOSE, 3, 4),
                with(ROUTER_ALERT, 4, LOOSE, STRICT));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void passes(Frame<?> packet, @BpfProgram XdpProgram program) {
        assertThat(program.run(packet.build())).passes().isUnchanged();
    }

    static Stream<Frame<?>> routed() {
        return Stream.of(
                with(LOOSE, 7, 4, 203, 0, 113, 9, END),
                with(STRICT, 7, 4, 203, 0, 113, 9, END),
                with(NOP, LOOSE, 7, 4, 203, 0, 113, 9),
                with(ROUTER_ALERT, 4, 0, 0, STRICT, 3, 4, END));
    }

    @ParameterizedTest
    @MethodSource("routed")
    void dropsWhatPrescribesItsRoute(Frame<?> packet, @BpfProgram XdpProgram program) {
        assertThat(program.run(packet.build())).drops();
    }

    static Stream<Frame<?>> contradictory() {
        return Stream.of(
                with(ROUTER_ALERT, 0, 0, 0),
                with(ROUTER_ALERT, 1, 0, 0),
                with(ROUTER_ALERT, 5, 0, 0),
                with(NOP, NOP, NOP, ROUTER_ALERT));
    }

    @ParameterizedTest
    @MethodSource("contradictory")
    void dropsOptionsThatContradictThemselves(Frame<?> packet, @BpfProgram XdpProgram program) {
        assertThat(program.run(packet.build())).drops();
    }

    @Test
    void passesWhatIsNotIp4(@BpfProgram XdpProgram program) {
        assertThat(program.run(arpRequest("192.0.2.1", "192.0.2.2").build())).passes();
    }
}
