package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.engine.netlink.Answer;
import io.bpftest.engine.netlink.Filters;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.TcHook;
import io.bpftest.program.ProgramType;
import io.bpftest.program.TcProgram;
import java.util.OptionalInt;

/**
 * The classifiers of one interface. By rtnetlink, since libbpf attaches in direct action only and no actions. The
 * queueing discipline is there as long as a classifier is.
 */
public final class Clsact {

    private final HookedInterface at;
    private final Filters filters;
    private int attached;
    private boolean silent;

    /** Looks after an interface. */
    public Clsact(HookedInterface at) {
        this.at = at;
        this.filters = new Filters(at.socket(), at.index());
    }

    /**
     * Attaches a program: a classifier, or an action of a classifier that all packets match.
     *
     * @throws AttachException if the kernel refuses
     */
    public synchronized Attachment attach(TcProgram program, TcHook hook) {
        if (attached == 0) {
            Answer made = filters.newClsact();
            // Somebody else's is as good.
            if (made.error() != 0 && !Errno.EEXIST.is(made.error())) {
                throw refused(program, hook, made);
            }
        }
        Filters.Place asked = new Filters.Place(hook.isIngress(), hook.priority(), hook.handle());
        Answer added = add(program, hook, asked);
        if (added.error() != 0) {
            deleteIfEmpty();
            throw refused(program, hook, added);
        }
        attached++;
        Filters.Place place = Filters.place(added, asked);
        String words = at.title() + ", " + hook + ", priority " + place.priority() + ", handle " + place.handle();
        return new Held(program, words, () -> detach(place));
    }

    /**
     * Has the host see nothing of what comes in, while captures still do: nobody answers then. The second time it does
     * nothing.
     */
    public synchronized void silence() {
        if (silent) {
            return;
        }
        silent = true;
        TinyProgram.droppingTc().ifPresent(program -> {
            filters.newClsact();
            filters.add(new Filters.Place(true, 1, 1), new Filters.Classifier(program, "drops", true, 0));
            Native.libc().close(program);
            attached++;
        });
    }

    private Answer add(TcProgram program, TcHook hook, Filters.Place place) {
        int descriptor = OwnProgram.of(program).descriptor();
        String name = program.info().name();
        if (program.info().type() != ProgramType.SCHED_ACT) {
            return filters.add(place, new Filters.Classifier(descriptor, name, hook.isDirectAction(), 0));
        }
        OptionalInt all = TinyProgram.classifierOfAll();
        if (all.isEmpty()) {
            return new Answer(-Errno.EPERM.number(), "no classifier can be loaded", java.util.List.of());
        }
        try {
            return filters.add(place, new Filters.Classifier(all.getAsInt(), name, false, descriptor));
        } finally {
            Native.libc().close(all.getAsInt());
        }
    }

    private synchronized void detach(Filters.Place place) {
        filters.delete(place);
        attached--;
        deleteIfEmpty();
    }

    private void deleteIfEmpty() {
        if (attached == 0) {
            filters.deleteClsact();
        }
    }

    private BpfException refused(TcProgram program, TcHook hook, Answer answer) {
        String subject = program + " cannot be attached to " + at.title() + ", " + hook;
        String found = "the kernel says " + answer.text();
        if (Errno.EPERM.is(answer.error())) {
            return new PrivilegeException(new Problem(
                    subject, found, Capability.CAP_NET_ADMIN.toString(), "run as root, or give this capability"));
        }
        if (Errno.EEXIST.is(answer.error())) {
            return new AttachException(new Problem(
                    subject,
                    "there already is a classifier of priority " + hook.priority() + " and handle " + hook.handle()
                            + "; " + found,
                    "a priority or handle that is free",
                    "close what is attached there, or choose others"));
        }
        if (Errno.ENOENT.is(answer.error()) || Errno.EOPNOTSUPP.is(answer.error())) {
            return new FeatureMissingException(new Problem(
                    subject,
                    found,
                    "a kernel with clsact, classifiers and actions of BPF (CONFIG_NET_SCH_INGRESS, "
                            + "CONFIG_NET_CLS_BPF, CONFIG_NET_ACT_BPF)",
                    "use another kernel, or load its module"));
        }
        return new AttachException(new Problem(subject, found, "a program that fits the hook", "correct the hook"));
    }
}
