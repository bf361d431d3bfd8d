package io.bpftest.lab;

import io.bpftest.program.CgroupProgram;
import java.nio.file.Path;
import java.util.List;

/**
 * A control group of version 2 of the test's own, with programs that decide about what runs in it: single threads of this
 * JVM, and commands. The rest of the JVM stays out, and so do other tests. A test takes one as a parameter, or calls
 * {@link io.bpftest.Bpf#cgroup}.
 *
 * <pre>{@code
 * @Test
 * void keepsTestsOffTheNet(@BpfProgram("deny_connect") CgroupSockAddrProgram deny, Cgroup group) {
 *     group.attach(deny);
 *
 *     assertThat(group.socket(SocketKind.TCP4).connect("192.0.2.1", 80)).isRefusedWith(EPERM);
 * }
 * }</pre>
 *
 * <p>Programs decide about sockets by the group that they were opened in, and about all else by the group of the thread
 * that makes the call. The kernel's own controllers, such as memory, have no part in it.
 *
 * <p>Works where control groups of version 2 are mounted and writable, beside those of version 1 (hybrid) or alone. Needs
 * CAP_BPF and CAP_NET_ADMIN to attach, and a group that this process may make groups in.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">Control Group v2</a>
 */
public interface Cgroup extends TestBed, CodeRunner, SystemCalls, SocketHooks {

    /** Its name among the test's groups, such as {@code test-1}. */
    String name();

    /** Its folder. */
    Path path();

    /** The kernel's number of it, which {@code bpf_get_current_cgroup_id()} gives in it. */
    long id();

    /** Makes a group within this one, which is closed with it: its threads have the programs of both. */
    Cgroup child();

    /**
     * Attaches a program with a link, at the hook that its section names, beside others. It is detached with the group.
     *
     * @throws io.bpftest.error.AttachException if its section does not tell the hook, or a program is there that lets no
     *     other be attached; says which
     * @throws io.bpftest.error.PrivilegeException if this process may not attach; says what it lacks
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no such hook
     */
    default Attachment attach(CgroupProgram program) {
        return attach(program, CgroupAttachMode.LINK);
    }

    /** As {@link #attach(CgroupProgram)}, in a mode. */
    Attachment attach(CgroupProgram program, CgroupAttachMode mode);

    /** As {@link #attach(CgroupProgram)}, at a hook that the program fits; for sections such as {@code cgroup/skb}. */
    default Attachment attach(CgroupProgram program, CgroupHook hook) {
        return attach(program, hook, CgroupAttachMode.LINK);
    }

    /**
     * As {@link #attach(CgroupProgram)}, at a hook and in a mode.
     *
     * @throws io.bpftest.error.AttachException if the program does not fit the hook, too
     */
    Attachment attach(CgroupProgram program, CgroupHook hook, CgroupAttachMode mode);

    /** What the test attached to this group and those around it, as far as it still is, in the order it was attached. */
    List<Attachment> attachments();

    /**
     * Gives the programs that the kernel runs at a hook for what happens in this group, in that order: those of groups
     * around it included, also such as others attached.
     *
     * @throws io.bpftest.error.FeatureMissingException if the kernel has no such hook
     */
    List<EffectiveProgram> effective(CgroupHook hook);
}
