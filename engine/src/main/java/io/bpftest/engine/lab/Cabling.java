package io.bpftest.engine.lab;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.netlink.Answer;
import io.bpftest.engine.netlink.Interfaces;
import io.bpftest.engine.netlink.Offloads;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.LabLink;

/** Joins hosts. */
final class Cabling {

    private Cabling() {}

    /** Joins two hosts by a veth pair without addresses. */
    static LabLink veth(LocalHost near, LocalHost far, Plan plan, int firstMember) {
        Interfaces.End one = new Interfaces.End(near.nextName(), plan.mac(firstMember), near.namespace());
        // Both ends may be at one host.
        Interfaces.End other = new Interfaces.End(
                near == far ? near.nameAfter(one.name()) : far.nextName(), plan.mac(firstMember + 1), far.namespace());
        check(new Interfaces(near.socket()).newVeth(one, other), "A veth pair of " + near + " and " + far);
        LocalInterface nearEnd = begin(near, one);
        LocalInterface farEnd = begin(far, other);
        nearEnd.joinedTo(farEnd);
        farEnd.joinedTo(nearEnd);
        return new LabLink(nearEnd, farEnd);
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
