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

/** Attaches TC programs by links of TCX (Linux 6.6). */
public final class TcxHook {

    private static final int BPF_F_BEFORE = 1 << 3;
    private static final int BPF_F_AFTER = 1 << 4;
    private static final int BPF_F_LINK = 1 << 13;

    private TcxHook() {}

    /** Attaches a program; called in the interface's network namespace. */
    public static Attachment attach(TcProgram program, TcHook hook, HookedInterface to) {
        int flags =
                switch (hook.order()) {
                    case UNSAID -> 0;
                    case BEFORE -> BPF_F_BEFORE;
                    case AFTER -> BPF_F_AFTER;
                };
        int anchor = 0;
        if (hook.anchor().isPresent()) {
            anchor = anchor(program, hook, to);
            flags |= BPF_F_LINK;
        }
        AttachType type = hook.isIngress() ? AttachType.TCX_INGRESS : AttachType.TCX_EGRESS;
        int descriptor = OwnProgram.of(program).descriptor();
        // The anchor, and as 64 bits the revision that is expected: any
        int link = Link.create(descriptor, to.index(), type, flags, anchor, 0, 0, 0);
        if (link < 0) {
            throw refused(program, hook, to, link);
        }
        return new TcxLink(program, to.title() + ", " + hook, new Link(link));
    }

    /** An attachment that others can be put before and behind. */
    private static final class TcxLink extends Held {
        private final Link link;

        TcxLink(TcProgram program, String hook, Link link) {
            super(program, hook, link::close);
            this.link = link;
        }
    }

    private static int anchor(TcProgram program, TcHook hook, HookedInterface to) {
        Attachment anchor = hook.anchor().orElseThrow();
        if (anchor instanceof TcxLink other && other.isAttached()) {
            return other.link.descriptor();
        }
        throw new AttachException(new Problem(
                subject(program, hook, to),
                "the program that it is to stand " + (hook.order() == TcHook.Order.BEFORE ? "before" : "behind")
                        + " is " + anchor.hook() + (anchor.isAttached() ? "" : ", and not attached any more"),
                "a program at the same hook",
                "name one that TCX holds there"));
    }

    private static BpfException refused(TcProgram program, TcHook hook, HookedInterface to, int error) {
        String subject = subject(program, hook, to);
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
        if (Errno.EINVAL.is(error) && hook.order() == TcHook.Order.UNSAID) {
            return new FeatureMissingException(
                    new Problem(subject, found, "Linux 6.6 or newer, which has TCX", "use another kernel, or clsact"));
        }
        return new AttachException(
                new Problem(subject, found, "an anchor at the same hook of the same interface", "correct the order"));
    }

    private static String subject(TcProgram program, TcHook hook, HookedInterface to) {
        return program + " cannot be attached to " + to.title() + ", " + hook;
    }
}
