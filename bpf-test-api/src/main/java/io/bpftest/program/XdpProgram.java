package io.bpftest.program;

import io.bpftest.packet.Frame;
import java.util.Optional;
import org.pcap4j.packet.Packet;

/**
 * An XDP program.
 *
 * <p>A packet has 14 bytes to some 70 KB. What is longer than the linear part, some 3,500 bytes, goes on in fragments
 * (Linux 5.18), also for a program of section {@code xdp} that knows none and sees the linear part only; the output is
 * whole anyway. An interface would hand such packets only to programs of section {@code xdp.frags}.
 */
@ProgramTypes(value = ProgramType.XDP, title = "XDP program")
public interface XdpProgram extends PacketProgram<XdpRun, XdpOptions> {

    /**
     * Runs the program on live frames: the kernel does with each what the program says. What passes goes up to the
     * network stack of its interface, what is transmitted or redirected is really sent, to whoever is at the other end.
     * Nothing comes back but counters; what each frame's verdict was, and how it looked then, the kernel does not tell.
     *
     * <p>Use interfaces that belong to the test, such as a veth pair in a network namespace of its own. The redirect of
     * frames needs a driver that sends XDP frames: a veth sends them when its other end has an XDP program or GRO. More
     * than one frame costs tens of milliseconds, since the kernel swaps its XDP dispatcher.
     *
     * <p>Minimum kernel 5.18 ({@code BPF_F_TEST_XDP_LIVE_FRAMES}).
     *
     * @param packet the whole frame, from its Ethernet header; referred to by the result, so leave it unchanged
     * @throws io.bpftest.error.PacketException if the packet is shorter than an Ethernet header, or longer than one page
     *     holds (some 3,400 bytes): live frames have no fragments
     * @throws io.bpftest.error.RunOptionException if there is no such interface
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no live frames
     * @throws io.bpftest.error.RunRefusedException if the kernel refuses the run for another reason, or a signal cut it
     *     short
     */
    XdpLiveRun runLive(byte[] packet, XdpLiveOptions options);

    /** Runs the program on live frames of a packet of pcap4j; otherwise as {@link #runLive(byte[], XdpLiveOptions)}. */
    default XdpLiveRun runLive(Packet packet, XdpLiveOptions options) {
        return runLive(packet.getRawData(), options);
    }

    /** Runs the program on live frames of a description; otherwise as {@link #runLive(byte[], XdpLiveOptions)}. */
    default XdpLiveRun runLive(Frame<?> packet, XdpLiveOptions options) {
        return runLive(packet.bytes(), options);
    }

    /**
     * Tells where the program redirects a packet to, by one live frame that comes in by {@code lo}: a plain run only
     * tells that it does. The frame is really sent, or goes up the stack if the program passes it. {@code XDP_TX} shows
     * as {@code lo}, which refuses it. For another ingress interface use {@link #runLive(byte[], XdpLiveOptions)} and
     * {@link XdpLiveRun#redirectTarget()}.
     *
     * @return the target, also one that the kernel refused; empty if the program did not redirect the packet, as when a
     *     map has no entry of its key
     * @throws io.bpftest.error.PrivilegeException if this process may not capture trace events: CAP_PERFMON, and tracefs
     *     or CAP_SYS_ADMIN; other errors as {@link #runLive(byte[], XdpLiveOptions)}
     */
    default Optional<RedirectTarget> redirectTarget(byte[] packet) {
        return runLive(packet, XdpLiveOptions.liveOn("lo")).redirectTarget();
    }

    /** Tells where the program redirects a packet of pcap4j to; as {@link #redirectTarget(byte[])}. */
    default Optional<RedirectTarget> redirectTarget(Packet packet) {
        return redirectTarget(packet.getRawData());
    }

    /** Tells where the program redirects the packet of a description to; as {@link #redirectTarget(byte[])}. */
    default Optional<RedirectTarget> redirectTarget(Frame<?> packet) {
        return redirectTarget(packet.bytes());
    }
}
