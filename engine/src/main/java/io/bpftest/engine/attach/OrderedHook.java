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
import io.bpftest.lab.TcHook;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import io.bpftest.program.TcProgram;

/**
 * Attaches TC programs by links that stand in an order: of TCX (Linux 6.6) and netkit (6.7), for which the kernel has the
 * same code and the same options.
 */
public final class OrderedHook {

    private static final int BPF_F_BEFORE = 1 << 3;
    private static final int BPF_F_AFTER = 1 << 4;
    private static final int BPF_F_LINK = 1 << 13;

    private final HookedInterface owner;
    private final AttachType type;
    private final String title;

    private OrderedHook(HookedInterface owner, AttachType type, String title) {
        this.owner = owner;
        this.type = type;
        this.title = title;
    }

    /** A hook of TCX at an interface. */
    public static OrderedHook tcx(HookedInterface at, TcHook hook) {
        AttachType type = hook.isIngress() ? AttachType.TCX_INGRESS : AttachType.TCX_EGRESS;
        return new OrderedHook(at, type, at.title() + ", " + hook);
    }

    /**
     * The hook of one end of a netkit pair.
     *
     * @param at what the end is called
     * @param primary the end that the kernel keeps the programs of both at
     * @param isPrimary whether the end is that one
     */
    public static OrderedHook netkit(String at, HookedInterface primary, boolean isPrimary, TcHook hook) {
        AttachType type = isPrimary ? AttachType.NETKIT_PRIMARY : AttachType.NETKIT_PEER;
        return new OrderedHook(primary, type, at + ", " + hook);
    }

    /** Attaches a program; called in the network namespace of the interface that keeps it. */
    public Attachment attach(TcProgram program, TcHook hook) {
        int flags =
                switch (hook.order()) {
                    case UNSAID -> 0;
                    case BEFORE -> BPF_F_BEFORE;
                    case AFTER -> BPF_F_AFTER;
                };
        int anchor = 0;
        if (hook.anchor().isPresent()) {
            anchor = anchor(program, hook);
            flags |= BPF_F_LINK;
        }
        int descriptor = OwnProgram.of(program).descriptor();
        // The anchor, and as 64 bits the revision that is expected: any
        int link = Link.create(descriptor, owner.index(), type, flags, anchor, 0, 0, 0);
        if (link < 0) {
            throw refused(program, hook, link);
        }
        return new OrderedLink(program, title, new Link(link));
    }

    /** An attachment that others can be put before and behind. */
    private static final class OrderedLink extends Held {
        private final Link link;

        OrderedLink(TcProgram program, String hook, Link link) {
            super(program, hook, link::close);
            this.link = link;
        }
    }

    private int anchor(TcProgram program, TcHook hook) {
        Attachment anchor = hook.anchor().orElseThrow();
        if (anchor instanceof OrderedLink other && other.isAttached()) {
            return other.link.descriptor();
        }
        throw new AttachException(new Problem(
                subject(program),
                "the program that it is to stand " + (hook.order() == TcHook.Order.BEFORE ? "before" : "behind")
                        + " is " + anchor.hook() + (anchor.isAttached() ? "" : ", and not attached any more"),
                "a program at the same hook",
                "name one that a link of " + family() + " holds there"));
    }

    private BpfException refused(TcProgram program, TcHook hook, int error) {
        String subject = subject(program);
        String found = "the kernel says " + Errno.text(error);
        if (Errno.EPERM.is(error)) {
            return new PrivilegeException(new Problem(
                    subject, found, Capability.CAP_NET_ADMIN.toString(), "run as root, or give this capability"));
        }
        if (program.info().type() != ProgramType.SCHED_CLS) {
            return new AttachException(new Problem(
                    subject,
                    "a program of type " + program.info().type() + "; " + found,
                    "a program of type SCHED_CLS, such as one of section tc",
                    "attach it by TcHook.ingress() or TcHook.egress()"));
        }
        if (Errno.EEXIST.is(error)) {
            return new AttachException(new Problem(
                    subject,
                    "this program is at this hook already; " + found,
                    "a program once at a hook",
                    "close the other attachment"));
        }
        // An older kernel knows neither the kind nor the options; with an anchor it could be that, too.
        if (Errno.EINVAL.is(error) && hook.anchor().isEmpty()) {
            return new FeatureMissingException(new Problem(
                    subject,
                    found,
                    "Linux " + (hook.isTcx() ? "6.6" : "6.7") + " or newer, which has " + family(),
                    "use another kernel, or clsact"));
        }
        return new AttachException(
                new Problem(subject, found, "an anchor at the same hook of the same interface", "correct the order"));
    }

    private String family() {
        return type == AttachType.TCX_INGRESS || type == AttachType.TCX_EGRESS ? "TCX" : "netkit";
    }

    private String subject(TcProgram program) {
        return program + " cannot be attached to " + title;
    }
}
