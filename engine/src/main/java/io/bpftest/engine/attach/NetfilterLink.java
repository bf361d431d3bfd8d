package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.NetfilterPlace;
import io.bpftest.program.AttachType;
import io.bpftest.program.NetfilterProgram;

/** Attaches netfilter programs by links (Linux 6.4). */
public final class NetfilterLink {

    private NetfilterLink() {}

    /**
     * Attaches a program to this thread's network namespace.
     *
     * @param host what the namespace is called
     */
    public static Attachment attach(NetfilterProgram program, NetfilterPlace place, String host) {
        int descriptor = OwnProgram.of(program).descriptor();
        int link = Link.create(
                descriptor,
                0,
                AttachType.NETFILTER,
                0,
                place.family().number(),
                place.hook().ordinal(),
                place.priority(),
                0);
        if (link < 0) {
            throw refused(program, place, host, link);
        }
        return new Held(program, host + ", " + place, new Link(link)::close);
    }

    private static BpfException refused(NetfilterProgram program, NetfilterPlace place, String host, int error) {
        String subject = program + " cannot be attached to " + host + ", " + place;
        String found = "the kernel says " + Errno.text(error);
        if (Errno.EPERM.is(error)) {
            return new PrivilegeException(new Problem(
                    subject, found, Capability.CAP_NET_ADMIN.toString(), "run as root, or give this capability"));
        }
        if (Errno.EBUSY.is(error)) {
            return new AttachException(new Problem(
                    subject,
                    "a BPF program has this priority there; " + found,
                    "a priority of its own for each BPF program of a hook",
                    "close what is attached there, or choose another priority"));
        }
        if (Errno.ERANGE.is(error)) {
            return new AttachException(new Problem(
                    subject,
                    found,
                    "a priority above " + Integer.MIN_VALUE + " and below " + Integer.MAX_VALUE,
                    "choose another priority"));
        }
        if (Errno.EINVAL.is(error) || Errno.EOPNOTSUPP.is(error)) {
            return new FeatureMissingException(new Problem(
                    subject, found, "Linux 6.4 or newer, with CONFIG_NETFILTER_BPF_LINK", "use another kernel"));
        }
        return new AttachException(new Problem(subject, found, "a place that the kernel has", "correct the place"));
    }
}
