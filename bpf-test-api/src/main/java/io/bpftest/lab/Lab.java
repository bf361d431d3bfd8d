package io.bpftest.lab;

import io.bpftest.program.XdpProgram;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A throw-away network: hosts, each a network namespace without a name, which the kernel frees when the lab is closed, or
 * when this JVM ends, however it ends. A test takes one as a parameter, or calls {@link io.bpftest.Bpf#lab}.
 *
 * <p>Needs CAP_SYS_ADMIN, for the namespaces, and CAP_NET_ADMIN, for what is in them.
 */
public interface Lab extends TestBed {

    /**
     * Gives the host of a name, making it when it is first asked for.
     *
     * @param name what messages call it, 1 to 15 letters, digits, hyphens and underscores
     * @throws io.bpftest.error.PrivilegeException if this process may not make namespaces; says what it lacks
     * @throws io.bpftest.error.LabException if the name is none
     * @throws io.bpftest.error.ObjectClosedException if the lab is closed
     */
    LabHost host(String name);

    /** Gives the hosts, in the order they were made in. */
    List<LabHost> hosts();

    /**
     * Joins two hosts by a veth pair. Both ends are up; the n-th network of a lab, counted from 0, is
     * {@code 10.0.n.0/24}, and {@code fd00:0:0:n::/64} once an IPv6 address of it was asked for; the near end has its first
     * address, the far end its second. Each end knows the other's MAC address, and sends nothing of its own accord.
     * Checksums of what hosts send are computed by the kernel, so that captured frames have them; GRO is on, so that both
     * ends take frames that XDP sends.
     */
    LabLink link(LabHost near, LabHost far);

    /** As {@link #link(LabHost, LabHost)}, with the hosts of these names. */
    default LabLink link(String near, String far) {
        return link(host(near), host(far));
    }

    /**
     * Joins two hosts by a netkit pair, of which the near end is the primary device; otherwise as
     * {@link #link(LabHost, LabHost)}. Minimum kernel 6.7, with CONFIG_NETKIT. The pair carries Ethernet frames, and passes
     * what no program decides about; {@link TcHook#netkit} has programs decide. XDP runs there in generic mode only.
     *
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no netkit
     */
    LabLink netkit(LabHost near, LabHost far);

    /** As {@link #netkit(LabHost, LabHost)}, with the hosts of these names. */
    default LabLink netkit(String near, String far) {
        return netkit(host(near), host(far));
    }

    /**
     * Joins hosts by a bridge, in one network: the first host has its first address, and so on. The bridge is a host of
     * its own, with the interface {@code br0} and a port {@code ethN} for each host, so that programs can be attached and
     * frames captured there too.
     *
     * @param name the name of the bridge's host, which the lab must not have yet
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no bridges
     */
    LabHost bridge(String name, LabHost... hosts);

    /**
     * Joins hosts by a router: each to a network of its own, with its first address, while the router has the second; what
     * a host sends elsewhere goes by the router. The router's {@code eth0} leads to the first host, and so on.
     *
     * @param name the name of the router's host, which the lab must not have yet
     */
    LabHost router(String name, LabHost... hosts);

    /**
     * Makes interfaces of a VLAN at both ends of a cable, such as {@code eth0.7}, with a network of their own.
     *
     * @param id 1 to 4094
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no VLAN interfaces (CONFIG_VLAN_8021Q)
     */
    LabLink vlan(LabLink cable, int id);

    /**
     * Makes a runner of packets for a program. One that goes over a veth has two hosts of its own in this lab, and the
     * program is attached there until the lab is closed.
     *
     * @throws io.bpftest.error.PrivilegeException if trace events cannot be counted, by which aborted and redirected frames
     *     are told
     */
    XdpRunner runner(XdpProgram program, XdpPath path);

    /**
     * Waits until a condition holds, 5 seconds at most: for what has no event of its own, such as a counter in a map.
     *
     * @param what the condition in words, such as {@code the counter is 3}
     * @throws io.bpftest.error.LabException if it does not hold in time
     */
    default void await(String what, BooleanSupplier condition) {
        await(Duration.ofSeconds(5), what, condition);
    }

    /** As {@link #await(String, BooleanSupplier)}, with another limit than 5 seconds. */
    void await(Duration limit, String what, BooleanSupplier condition);
}
