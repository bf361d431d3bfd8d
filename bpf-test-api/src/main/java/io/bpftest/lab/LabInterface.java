package io.bpftest.lab;

import io.bpftest.packet.Frame;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Optional;
import org.pcap4j.packet.Packet;
import org.pcap4j.util.MacAddress;

/** A network interface of a host. It is up; without IPv6 it sends nothing of its own accord. */
public interface LabInterface {

    /** Its name in its host, such as {@code eth0}. */
    String name();

    /** The host it belongs to. */
    LabHost host();

    /** Its index in its host. Both ends of a cable have indexes that no other of the lab has. */
    int index();

    /** Its MAC address. */
    MacAddress mac();

    /**
     * Its IPv4 address.
     *
     * @throws io.bpftest.error.LabException if it has none
     */
    Inet4Address ip4();

    /**
     * Its IPv6 address. All interfaces of its network get theirs when the first is asked for: with an IPv6 address the
     * kernel sends reports of the multicast groups that it is in (MLD), and frames that nobody sent would disturb tests
     * that do without.
     *
     * @throws io.bpftest.error.LabException if it has none, as where the kernel has no IPv6
     */
    Inet6Address ip6();

    /**
     * Attaches an XDP program until the result or the lab is closed. Minimum kernel 5.9, for links.
     *
     * <p>With {@link XdpMode#NATIVE} the other end of the cable gets a program that passes all, unless it has one or until
     * it gets another: a veth takes only then what its other end transmits with XDP_TX.
     *
     * @throws io.bpftest.error.AttachException if a program is attached already: says which; or if the driver refuses the
     *     program or the mode: says why
     * @throws io.bpftest.error.FeatureMissingException for {@link XdpMode#OFFLOAD} where the device has none
     */
    XdpAttachment attach(XdpProgram program, XdpMode mode);

    /**
     * Attaches a TC program until the result or the lab is closed; several can be at one hook. A program of type SCHED_ACT
     * becomes the action of a classifier that all packets match.
     *
     * @throws io.bpftest.error.AttachException if the kernel refuses, such as a priority and handle that are in use, or if
     *     the hook is netkit's and the interface is not
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no such hook: TCX needs 6.6, netkit 6.7, actions
     *     CONFIG_NET_ACT_BPF
     */
    Attachment attach(TcProgram program, TcHook hook);

    /** Describes the XDP program that the interface has, whoever attached it; empty if it has none. */
    Optional<String> xdp();

    /**
     * Sends a raw frame out of this interface, past the host's network stack; TC programs at egress see it, and that one of
     * them drops it is no error.
     *
     * @param frame from its Ethernet header
     * @throws io.bpftest.error.LabException if the kernel refuses it
     */
    void send(byte[] frame);

    /** Sends a packet of pcap4j; otherwise as {@link #send(byte[])}. */
    default void send(Packet frame) {
        send(frame.getRawData());
    }

    /** Sends the frame of a description; otherwise as {@link #send(byte[])}. */
    default void send(Frame<?> frame) {
        send(frame.bytes());
    }

    /**
     * Begins to capture what comes in by this interface: after native XDP and after generic XDP. Whoever begins it,
     * sees all that is sent from then on, until it or the lab is closed.
     */
    Capture capture();

    /**
     * Makes an AF_XDP socket at the first receive queue, which is the only one that interfaces of a lab have. It takes frames
     * once it is in an {@link io.bpftest.map.XskMap}, until it or the lab is closed. Frames are copied
     * ({@code XDP_COPY}), so that it works in generic and native mode. Minimum kernel 5.4, with CONFIG_XDP_SOCKETS.
     *
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no such sockets
     * @throws io.bpftest.error.PrivilegeException if this process may not make one, or not lock the memory of its frames
     * @throws io.bpftest.error.LabException if the queue has such a socket already
     */
    XskSocket xskSocket();
}
