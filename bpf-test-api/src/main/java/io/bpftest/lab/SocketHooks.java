package io.bpftest.lab;

import io.bpftest.map.KernelSocket;
import io.bpftest.map.SocketMap;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ReuseportProgram;
import io.bpftest.program.SkMsgProgram;
import io.bpftest.program.SkSkbProgram;
import io.bpftest.program.SocketFilterProgram;
import java.nio.channels.NetworkChannel;

/**
 * Attaches programs to the sockets of a place, such as a control group or a host, and to maps of sockets. They are detached
 * with the place at the latest.
 *
 * <p>A socket is a {@link TestSocket} or an open, bound channel of Java's that was opened in the place.
 */
public interface SocketHooks {

    /**
     * Has a filter say how much of each packet a socket receives ({@code SO_ATTACH_BPF}); it takes another filter's place.
     *
     * @throws io.bpftest.error.AttachException if the socket is closed, or does not let its filter be changed
     */
    Attachment attach(SocketFilterProgram program, KernelSocket socket);

    /** As {@link #attach(SocketFilterProgram, KernelSocket)}. */
    Attachment attach(SocketFilterProgram program, NetworkChannel socket);

    /**
     * Has a classic filter say how much of each packet a socket receives ({@code SO_ATTACH_FILTER}); otherwise as {@link
     * #attach(SocketFilterProgram, KernelSocket)}. It sees the packet from where the kind of socket has it begin: at the UDP
     * header on a UDP socket.
     */
    Attachment attach(ClassicFilterProgram program, KernelSocket socket);

    /** As {@link #attach(ClassicFilterProgram, KernelSocket)}. */
    Attachment attach(ClassicFilterProgram program, NetworkChannel socket);

    /**
     * Has a program choose among the sockets that share a port with this one ({@code SO_ATTACH_REUSEPORT_EBPF}).
     *
     * @throws io.bpftest.error.AttachException if the socket is closed, or was not bound with {@code SO_REUSEPORT}
     */
    Attachment attachReuseport(ReuseportProgram program, KernelSocket socket);

    /** As {@link #attachReuseport(ReuseportProgram, KernelSocket)}. */
    Attachment attachReuseport(ReuseportProgram program, NetworkChannel socket);

    /**
     * Has a program decide about what the sockets of a map send. The kernel asks it for sockets that are put into the map
     * from now on, so attach first.
     *
     * @param map a sockmap or sockhash
     * @throws io.bpftest.error.AttachException if the map has such a program, or is of another kind
     */
    Attachment attach(SkMsgProgram program, SocketMap<?> map);

    /**
     * Has a program decide about what the sockets of a map receive, as its section names. The kernel asks it for sockets
     * that are put into the map from now on, so attach first.
     *
     * @param map a sockmap or sockhash
     * @throws io.bpftest.error.AttachException if the section names no hook, the map has such a program, or is of another
     *     kind
     */
    Attachment attach(SkSkbProgram program, SocketMap<?> map);

    /** As {@link #attach(SkSkbProgram, SocketMap)}, at a hook; for programs in section {@code sk_skb}. */
    Attachment attach(SkSkbProgram program, SocketMap<?> map, SkSkbHook hook);
}
