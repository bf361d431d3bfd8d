package io.bpftest.engine.place;

import io.bpftest.engine.attach.Held;
import io.bpftest.engine.attach.Link;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Capability;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.error.AttachException;
import io.bpftest.error.BpfException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.program.AttachType;
import io.bpftest.program.Program;

/** A program at a network namespace, by a link. */
public final class NamespaceAttachment {

    private NamespaceAttachment() {}

    /**
     * Attaches a program.
     *
     * @param type {@link AttachType#SK_LOOKUP} or {@link AttachType#FLOW_DISSECTOR}
     * @param namespace the namespace's file descriptor
     * @param title what it is called in messages
     * @throws AttachException if the namespace takes no further program
     * @throws PrivilegeException if this process may not attach
     */
    public static Attachment make(Program program, AttachType type, int namespace, String title) {
        String words = type + " of " + title;
        int link = Link.create(OwnProgram.of(program).descriptor(), namespace, type, 0);
        if (link < 0) {
            throw refused(program, words, link);
        }
        return new Held(program, words, new Link(link)::close);
    }

    private static BpfException refused(Program program, String words, int error) {
        String subject = program + " cannot be attached to " + words;
        if (Errno.EPERM.is(error)) {
            return new PrivilegeException(new Problem(
                    subject,
                    Errno.text(error),
                    Capability.CAP_BPF + " and " + Capability.CAP_NET_ADMIN,
                    "run as root, or give the process these capabilities"));
        }
        boolean taken = Errno.EEXIST.is(error) || Errno.E2BIG.is(error);
        return new AttachException(
                new Problem(
                        subject,
                        Errno.text(error) + (taken ? ": it has as many such programs as it takes" : ""),
                        "a namespace that takes a further program: one flow dissector, 64 programs of sk_lookup",
                        "close another attachment first; a flow dissector of the machine's first namespace excludes all others"));
    }
}
