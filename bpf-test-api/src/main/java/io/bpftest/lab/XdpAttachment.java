package io.bpftest.lab;

import io.bpftest.program.XdpProgram;

/** An XDP program at an interface. */
public interface XdpAttachment extends Attachment {

    @Override
    XdpProgram program();

    /**
     * Puts another program in the place of this one, without a moment of none ({@code BPF_LINK_UPDATE}).
     *
     * @throws io.bpftest.error.AttachException if the kernel refuses the other program; this one then stays
     * @throws io.bpftest.error.ObjectClosedException if this is closed
     */
    void replace(XdpProgram program);

    /**
     * Begins to count the frames that the interface gives up on because of the program, from now on: it returned
     * XDP_ABORTED or no verdict at all, or XDP_TX failed (trace event {@code xdp_exception}). Plain drops and failed
     * redirects are not among them.
     *
     * @throws io.bpftest.error.PrivilegeException if this process may not count trace events: CAP_PERFMON, and tracefs or
     *     CAP_SYS_ADMIN
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no such event
     */
    Exceptions exceptions();

    /** A counter of exceptions; closed with its attachment's lab, if not before. */
    interface Exceptions extends AutoCloseable {

        /** How many there were since it began. */
        long count();

        @Override
        void close();
    }
}
