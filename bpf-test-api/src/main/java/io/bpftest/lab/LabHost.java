package io.bpftest.lab;

import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.LwtSeg6LocalProgram;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.SkLookupProgram;
import java.util.List;

/**
 * A host of a lab: a network namespace with interfaces, addresses, routes and sockets of its own. It has {@code lo}, which
 * is up. Files, processes and all else it shares with this JVM; {@code /sys/class/net} still shows this JVM's interfaces.
 */
public interface LabHost extends CodeRunner, SystemCalls, SocketHooks {

    /** Its name in its lab; the kernel knows none. */
    String name();

    /**
     * Gives an interface of the host.
     *
     * @throws io.bpftest.error.LabException if it has none of this name; says which it has
     */
    LabInterface networkInterface(String name);

    /** Gives the host's interfaces that are the lab's, in the order they were made in; {@code lo} is not among them. */
    List<LabInterface> interfaces();

    /**
     * Has a program choose the socket for what arrives at this host. Linux 5.9.
     *
     * @throws io.bpftest.error.AttachException if the host has 64 such programs
     * @throws io.bpftest.error.PrivilegeException if this process may not attach
     */
    Attachment attach(SkLookupProgram program);

    /**
     * Has a program take packets apart in this host, in the kernel's place. Linux 5.8.
     *
     * @throws io.bpftest.error.AttachException if the host, or the machine's first namespace, has such a program
     * @throws io.bpftest.error.PrivilegeException if this process may not attach
     */
    Attachment attach(FlowDissectorProgram program);

    /**
     * Starts a command inside the host; it is killed when the lab is closed, if it has not ended by then.
     *
     * @throws io.bpftest.error.ToolMissingException if there is no such program
     */
    Process start(ProcessBuilder command);

    /**
     * Adds a route; it stays until the lab is closed.
     *
     * @throws io.bpftest.error.LabException if the kernel refuses it; says why
     */
    void add(LabRoute route);

    /**
     * Has the host forward packets between its interfaces, those of now and later ones: IPv4, and IPv6 where this process
     * may write to {@code /proc/sys}.
     */
    void forward();

    /**
     * Attaches a netfilter program until the result or the lab is closed. Minimum kernel 6.4.
     *
     * @throws io.bpftest.error.AttachException if the kernel refuses, such as a priority that is in use
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no netfilter links
     */
    Attachment attach(NetfilterProgram program, NetfilterPlace place);

    /**
     * Adds a route whose packets go through a program, until the result or the lab is closed. Where they do, the program's
     * type says: {@code LWT_IN} as they come in, {@code LWT_OUT} as they go out of the network layer, {@code LWT_XMIT} as
     * they leave.
     *
     * @throws io.bpftest.error.AttachException if the kernel refuses the route, as when there is one already
     */
    Attachment attach(LwtProgram program, LabRoute route);

    /**
     * Adds a route of IPv6 whose SRv6 packets a program handles ({@code End.BPF}); otherwise as
     * {@link #attach(LwtProgram, LabRoute)}.
     */
    Attachment attach(LwtSeg6LocalProgram program, LabRoute route);
}
