package io.bpftest.lab;

import io.bpftest.program.CgroupProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
public interface Cgroup extends TestBed, SystemCalls, SocketHooks {

    /** Its name among the test's groups, such as {@code test-1}. */
    String name();

    /** Its folder. */
    Path path();

    /** The kernel's number of it, which {@code bpf_get_current_cgroup_id()} gives in it. */
    long id();

    /** Makes a group within this one, which is closed with it: its threads have the programs of both. */
    Cgroup child();

    /**
     * Runs Java code inside the group, in a thread of its own, and waits for it, 10 seconds at most: sockets that the code
     * opens are the group's, and stay so when other threads use them; threads and commands that it starts are in the
     * group too.
     *
     * <p>Java's own sockets speak IPv6 unless they are opened with {@code StandardProtocolFamily.INET}, also to IPv4
     * addresses: {@link CgroupHook#CONNECT6} decides about them, not {@link CgroupHook#CONNECT4}.
     *
     * <p>What the code throws is thrown here if it is unchecked, or an error such as a failed assertion; else it is the
     * cause of a {@link io.bpftest.error.HostCodeException}.
     *
     * @throws io.bpftest.error.HostCodeException if the code throws a checked exception, or takes too long: it is
     *     interrupted then, and the message shows where it was
     * @throws io.bpftest.error.ObjectClosedException if the group is closed
     */
    default <T extends @Nullable Object> T call(HostCode<T> code) {
        return call(Duration.ofSeconds(10), code);
    }

    /** As {@link #call(HostCode)}, with another limit than 10 seconds. */
    <T extends @Nullable Object> T call(Duration limit, HostCode<T> code);

    /** Runs Java code that gives nothing inside the group; otherwise as {@link #call(HostCode)}. */
    default void run(HostCode.Action code) {
        run(Duration.ofSeconds(10), code);
    }

    /** As {@link #run(HostCode.Action)}, with another limit than 10 seconds. */
    default void run(Duration limit, HostCode.Action code) {
        call(limit, () -> {
            code.run();
            return this;
        });
    }

    /**
     * Runs a command inside the group and waits for it, 10 seconds at most. Its input is empty. What it leaves running is
     * killed when the group is closed.
     *
     * @param command the program, found on the PATH, and its arguments
     * @return what it left, whatever its exit code
     * @throws io.bpftest.error.ToolMissingException if there is no such program
     * @throws io.bpftest.error.HostCodeException if it takes too long: it is killed then, and the message shows what it
     *     wrote
     */
    default CommandResult command(String... command) {
        return command(Duration.ofSeconds(10), command);
    }

    /** As {@link #command(String...)}, with another limit than 10 seconds. */
    CommandResult command(Duration limit, String... command);

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
