package io.bpftest.engine.lab;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.netlink.Answer;
import io.bpftest.engine.netlink.Interfaces;
import io.bpftest.engine.netlink.Offloads;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.LabException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.LabLink;
import java.util.concurrent.locks.LockSupport;

/** Joins hosts. */
final class Cabling {

    private static final String BRIDGE = "br0";
    private static final long CARRIER_NANOS = 10_000_000_000L;
    private static final long LOOK_NANOS = 50_000;

    private Cabling() {}

    /** Joins two hosts by a veth pair without addresses. */
    static LabLink veth(LocalHost near, LocalHost far, byte[] nearMac, byte[] farMac) {
        Interfaces.End one = nearEnd(near, nearMac);
        Interfaces.End other = farEnd(near, one, far, farMac);
        check(new Interfaces(near.socket()).newVeth(one, other), "A veth pair of " + near + " and " + far);
        LabLink link = begin(near, one, far, other);
        ((LocalInterface) link.near()).joinedTo((LocalInterface) link.far());
        ((LocalInterface) link.far()).joinedTo((LocalInterface) link.near());
        return link;
    }

    /** Joins two hosts by a netkit pair without addresses. */
    static LabLink netkit(LocalHost near, LocalHost far, byte[] nearMac, byte[] farMac) {
        Interfaces.End primary = nearEnd(near, nearMac);
        Interfaces.End peer = farEnd(near, primary, far, farMac);
        check(new Interfaces(near.socket()).newNetkit(primary, peer), "A netkit pair of " + near + " and " + far);
        LabLink link = begin(near, primary, far, peer);
        ((LocalInterface) link.near()).ofNetkit((LocalInterface) link.near());
        ((LocalInterface) link.far()).ofNetkit((LocalInterface) link.near());
        return link;
    }

    /**
     * Ends of one pair get different indexes. Where they are the same, the kernel takes the pair for an interface of
     * hardware, and looks at its carrier once a second at most ({@code linkwatch_urgent_event}).
     */
    private static Interfaces.End nearEnd(LocalHost near, byte[] mac) {
        return new Interfaces.End(near.nextName(), mac, near.namespace(), near.nextIndex());
    }

    private static Interfaces.End farEnd(LocalHost near, Interfaces.End one, LocalHost far, byte[] mac) {
        // Both ends may be at one host.
        String name = near == far ? near.nameAfter(one.name()) : far.nextName();
        return new Interfaces.End(name, mac, far.namespace(), far.nextIndex());
    }

    private static LabLink begin(LocalHost near, Interfaces.End one, LocalHost far, Interfaces.End other) {
        LocalInterface nearEnd = begin(near, one);
        LocalInterface farEnd = begin(far, other);
        awaitCarrier(nearEnd);
        awaitCarrier(farEnd);
        return new LabLink(nearEnd, farEnd);
    }

    /** The kernel notices in a thread of its own that a cable carries, and drops what is sent before. */
    private static void awaitCarrier(LocalInterface end) {
        Interfaces interfaces = new Interfaces(end.localHost().socket());
        long limit = System.nanoTime() + CARRIER_NANOS;
        while (!interfaces.find(end.index()).filter(Interfaces.Known::carries).isPresent()) {
            if (System.nanoTime() - limit >= 0) {
                throw new LabException(new Problem(
                        "The cable at " + end + " carries nothing",
                        "it is not up, " + CARRIER_NANOS / 1_000_000_000 + " s after its ends are",
                        "a cable that is up",
                        "run the test on a machine that is less busy"));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Makes a bridge in a host. */
    static LocalInterface bridge(LocalHost host, byte[] mac) {
        Interfaces.End end = new Interfaces.End(BRIDGE, mac, host.namespace(), 0);
        check(new Interfaces(host.socket()).newBridge(BRIDGE, mac), "A bridge of " + host);
        return begin(host, end);
    }

    /** Makes an interface of a VLAN. */
    static LocalInterface vlan(LocalInterface lower, int id, byte[] mac) {
        String name = lower.name() + "." + id;
        check(
                new Interfaces(lower.localHost().socket()).newVlan(name, lower.index(), id, mac),
                "VLAN " + id + " of " + lower);
        return begin(
                lower.localHost(),
                new Interfaces.End(name, mac, lower.localHost().namespace(), 0));
    }

    private static LocalInterface begin(LocalHost host, Interfaces.End end) {
        Interfaces interfaces = new Interfaces(host.socket());
        int index = interfaces.find(end.name()).orElseThrow().index();
        LocalInterface made = new LocalInterface(host, end.name(), index, end.mac());
        interfaces.withoutOwnAddress(index);
        check(interfaces.up(index), made.toString());
        Offloads.set(host.socket(), end.name(), Offloads.CHECKSUMS, false);
        Offloads.set(host.socket(), end.name(), Offloads.GRO, true);
        host.add(made);
        return made;
    }

    /**
     * Says what the kernel has against a step, if it has.
     *
     * @param subject what was to be set up
     */
    static void check(Answer answer, String subject) {
        if (answer.error() == 0) {
            return;
        }
        if (Errno.EPERM.is(answer.error())) {
            throw new PrivilegeException(new Problem(
                    subject + " cannot be set up",
                    answer.text(),
                    Capability.CAP_NET_ADMIN.toString(),
                    "run as root, or give the process this capability"));
        }
        throw new FeatureMissingException(new Problem(
                subject + " cannot be set up",
                "the kernel says " + answer.text(),
                "a kernel that has interfaces of this kind (CONFIG_VETH, CONFIG_BRIDGE, CONFIG_VLAN_8021Q, "
                        + "CONFIG_NETKIT)",
                "use another kernel, or load its module"));
    }
}
