package io.bpftest.engine.feature;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.feature.Support;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Probes kinds of attachment without attaching anything: the target does not exist, and the kernel looks at the kind
 * before it looks for the target. What it says then tells whether it knows the kind.
 */
final class AttachProbe {

    private static final int NO_DESCRIPTOR = -1;
    private static final int NO_INTERFACE = Integer.MAX_VALUE;

    private final KnownTypes known;
    private final Function<ProgramType, Support> programs;

    /**
     * Probes with programs.
     *
     * @param programs tells which program types there are
     */
    AttachProbe(KnownTypes known, Function<ProgramType, Support> programs) {
        this.known = known;
        this.programs = programs;
    }

    Support of(AttachType type) {
        if (type == AttachType.UNKNOWN) {
            return Answers.nameless(type);
        } else if (!known.attachTypes().isEmpty() && !known.attachTypes().contains(type.ordinal())) {
            return Support.absent("the kernel does not know it");
        }
        return switch (type) {
            case CGROUP_INET_INGRESS, CGROUP_INET_EGRESS -> attach(type, ProgramType.CGROUP_SKB);
            case CGROUP_INET_SOCK_CREATE, CGROUP_INET_SOCK_RELEASE, CGROUP_INET4_POST_BIND, CGROUP_INET6_POST_BIND ->
                attach(type, ProgramType.CGROUP_SOCK);
            case CGROUP_SOCK_OPS -> attach(type, ProgramType.SOCK_OPS);
            case CGROUP_DEVICE -> attach(type, ProgramType.CGROUP_DEVICE);
            case CGROUP_SYSCTL -> attach(type, ProgramType.CGROUP_SYSCTL);
            case CGROUP_GETSOCKOPT, CGROUP_SETSOCKOPT -> attach(type, ProgramType.CGROUP_SOCKOPT);
            case SK_SKB_STREAM_PARSER, SK_SKB_STREAM_VERDICT, SK_SKB_VERDICT -> attach(type, ProgramType.SK_SKB);
            case SK_MSG_VERDICT -> attach(type, ProgramType.SK_MSG);
            case TCX_INGRESS, TCX_EGRESS, NETKIT_PRIMARY, NETKIT_PEER -> link(type, ProgramType.SCHED_CLS);
            case NETFILTER -> loading(type, ProgramType.NETFILTER);
            case SK_LOOKUP -> loading(type, ProgramType.SK_LOOKUP);
            case SK_REUSEPORT_SELECT, SK_REUSEPORT_SELECT_OR_MIGRATE -> loading(type, ProgramType.SK_REUSEPORT);
            // These came with their program type, and are its only one.
            case XDP -> programs.apply(ProgramType.XDP);
            case FLOW_DISSECTOR -> programs.apply(ProgramType.FLOW_DISSECTOR);
            case LIRC_MODE2 -> programs.apply(ProgramType.LIRC_MODE2);
            default ->
                type.name().startsWith("CGROUP_")
                        ? attach(type, ProgramType.CGROUP_SOCK_ADDR)
                        : Support.unknown("no probe tells this without attaching for real");
        };
    }

    /** Attaches to no cgroup, or to no map: the kernel complains of the descriptor if it knows the kind. */
    private static Support attach(AttachType type, ProgramType program) {
        LibBpf libbpf = Native.libbpf();
        return tried(
                type,
                program,
                Errno.EBADF,
                descriptor -> libbpf.bpf_prog_attach(descriptor, NO_DESCRIPTOR, type.ordinal(), 0));
    }

    /** Links to no interface: the kernel says that there is none if it knows the kind. */
    private static Support link(AttachType type, ProgramType program) {
        LibBpf libbpf = Native.libbpf();
        return tried(
                type,
                program,
                Errno.ENODEV,
                descriptor -> libbpf.bpf_link_create(descriptor, NO_INTERFACE, type.ordinal(), 0));
    }

    private static Support tried(AttachType type, ProgramType program, Errno yes, IntUnaryOperator attempt) {
        TrialProgram.Outcome outcome = new TrialProgram(program, type.ordinal(), 0, false).load(attempt);
        return yes.is(outcome.result()) ? Support.present() : refused(outcome);
    }

    /** For kinds that the kernel checks as it loads a program. */
    private static Support loading(AttachType type, ProgramType program) {
        TrialProgram.Outcome outcome = new TrialProgram(program, type.ordinal(), 0, false).load();
        return outcome.result() >= 0 ? Support.present() : refused(outcome);
    }

    private static Support refused(TrialProgram.Outcome outcome) {
        return Answers.no("the kernel refuses it with " + Errno.text(outcome.result()));
    }
}
