package io.bpftest.lab;

import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.util.Optional;

/**
 * The hooks of a control group: where the kernel asks its programs, in the order of {@code enum bpf_attach_type}. All but
 * {@link #SOCK_OPS}, which takes programs at many events of TCP, are asked once for each call or packet.
 *
 * <p>The minimum kernels are those of the first release that has the attach type.
 */
public enum CgroupHook {
    /** A packet for a socket of the group. Linux 4.10. */
    INGRESS(AttachType.CGROUP_INET_INGRESS, ProgramType.CGROUP_SKB, "cgroup_skb/ingress"),
    /** A packet from a socket of the group. Linux 4.10. */
    EGRESS(AttachType.CGROUP_INET_EGRESS, ProgramType.CGROUP_SKB, "cgroup_skb/egress"),
    /** {@code socket()} of an IP socket. Linux 4.10. */
    SOCK_CREATE(AttachType.CGROUP_INET_SOCK_CREATE, ProgramType.CGROUP_SOCK, "cgroup/sock_create"),
    /** Events of TCP connections. Linux 4.13. */
    SOCK_OPS(AttachType.CGROUP_SOCK_OPS, ProgramType.SOCK_OPS, "sockops"),
    /** {@code open()} and {@code mknod()} of device files. Linux 4.15. */
    DEVICE(AttachType.CGROUP_DEVICE, ProgramType.CGROUP_DEVICE, "cgroup/dev"),
    /** {@code bind()} to an IPv4 address, before it. Linux 4.17. */
    BIND4(AttachType.CGROUP_INET4_BIND, ProgramType.CGROUP_SOCK_ADDR, "cgroup/bind4"),
    /** {@code bind()} to an IPv6 address, before it. Linux 4.17. */
    BIND6(AttachType.CGROUP_INET6_BIND, ProgramType.CGROUP_SOCK_ADDR, "cgroup/bind6"),
    /** {@code connect()} of an IPv4 socket. Linux 4.17. */
    CONNECT4(AttachType.CGROUP_INET4_CONNECT, ProgramType.CGROUP_SOCK_ADDR, "cgroup/connect4"),
    /** {@code connect()} of an IPv6 socket, also to an IPv4 address, as Java's sockets do. Linux 4.17. */
    CONNECT6(AttachType.CGROUP_INET6_CONNECT, ProgramType.CGROUP_SOCK_ADDR, "cgroup/connect6"),
    /** {@code bind()} to an IPv4 address, after it. Linux 4.17. */
    POST_BIND4(AttachType.CGROUP_INET4_POST_BIND, ProgramType.CGROUP_SOCK, "cgroup/post_bind4"),
    /** {@code bind()} to an IPv6 address, after it. Linux 4.17. */
    POST_BIND6(AttachType.CGROUP_INET6_POST_BIND, ProgramType.CGROUP_SOCK, "cgroup/post_bind6"),
    /** {@code sendto()} and {@code sendmsg()} of an unconnected IPv4 UDP socket. Linux 4.18. */
    SENDMSG4(AttachType.CGROUP_UDP4_SENDMSG, ProgramType.CGROUP_SOCK_ADDR, "cgroup/sendmsg4"),
    /** {@code sendto()} and {@code sendmsg()} of an unconnected IPv6 UDP socket. Linux 4.18. */
    SENDMSG6(AttachType.CGROUP_UDP6_SENDMSG, ProgramType.CGROUP_SOCK_ADDR, "cgroup/sendmsg6"),
    /** Reading or writing a file under {@code /proc/sys}. Linux 5.2. */
    SYSCTL(AttachType.CGROUP_SYSCTL, ProgramType.CGROUP_SYSCTL, "cgroup/sysctl"),
    /** The sender's address of a received datagram, IPv4. Linux 5.2. */
    RECVMSG4(AttachType.CGROUP_UDP4_RECVMSG, ProgramType.CGROUP_SOCK_ADDR, "cgroup/recvmsg4"),
    /** The sender's address of a received datagram, IPv6. Linux 5.2. */
    RECVMSG6(AttachType.CGROUP_UDP6_RECVMSG, ProgramType.CGROUP_SOCK_ADDR, "cgroup/recvmsg6"),
    /** {@code getsockopt()}, after the kernel's own. Linux 5.3. */
    GETSOCKOPT(AttachType.CGROUP_GETSOCKOPT, ProgramType.CGROUP_SOCKOPT, "cgroup/getsockopt"),
    /** {@code setsockopt()}, before the kernel's own. Linux 5.3. */
    SETSOCKOPT(AttachType.CGROUP_SETSOCKOPT, ProgramType.CGROUP_SOCKOPT, "cgroup/setsockopt"),
    /** {@code getpeername()}, IPv4. Linux 5.8. */
    GETPEERNAME4(AttachType.CGROUP_INET4_GETPEERNAME, ProgramType.CGROUP_SOCK_ADDR, "cgroup/getpeername4"),
    /** {@code getpeername()}, IPv6. Linux 5.8. */
    GETPEERNAME6(AttachType.CGROUP_INET6_GETPEERNAME, ProgramType.CGROUP_SOCK_ADDR, "cgroup/getpeername6"),
    /** {@code getsockname()}, IPv4. Linux 5.8. */
    GETSOCKNAME4(AttachType.CGROUP_INET4_GETSOCKNAME, ProgramType.CGROUP_SOCK_ADDR, "cgroup/getsockname4"),
    /** {@code getsockname()}, IPv6. Linux 5.8. */
    GETSOCKNAME6(AttachType.CGROUP_INET6_GETSOCKNAME, ProgramType.CGROUP_SOCK_ADDR, "cgroup/getsockname6"),
    /** The end of an IP socket. Linux 5.9. */
    SOCK_RELEASE(AttachType.CGROUP_INET_SOCK_RELEASE, ProgramType.CGROUP_SOCK, "cgroup/sock_release"),
    /** {@code connect()} of a Unix socket. Linux 6.7. */
    CONNECT_UNIX(AttachType.CGROUP_UNIX_CONNECT, ProgramType.CGROUP_SOCK_ADDR, "cgroup/connect_unix"),
    /** {@code sendto()} and {@code sendmsg()} of an unconnected Unix datagram socket. Linux 6.7. */
    SENDMSG_UNIX(AttachType.CGROUP_UNIX_SENDMSG, ProgramType.CGROUP_SOCK_ADDR, "cgroup/sendmsg_unix"),
    /** The sender's address of what a Unix socket received. Linux 6.7. */
    RECVMSG_UNIX(AttachType.CGROUP_UNIX_RECVMSG, ProgramType.CGROUP_SOCK_ADDR, "cgroup/recvmsg_unix"),
    /** {@code getpeername()} of a Unix socket. Linux 6.7. */
    GETPEERNAME_UNIX(AttachType.CGROUP_UNIX_GETPEERNAME, ProgramType.CGROUP_SOCK_ADDR, "cgroup/getpeername_unix"),
    /** {@code getsockname()} of a Unix socket. Linux 6.7. */
    GETSOCKNAME_UNIX(AttachType.CGROUP_UNIX_GETSOCKNAME, ProgramType.CGROUP_SOCK_ADDR, "cgroup/getsockname_unix");

    private final AttachType attachType;
    private final ProgramType programType;
    private final String section;

    CgroupHook(AttachType attachType, ProgramType programType, String section) {
        this.attachType = attachType;
        this.programType = programType;
        this.section = section;
    }

    /** The kernel's name of the hook. */
    public AttachType attachType() {
        return attachType;
    }

    /** The type of the programs that it takes. */
    public ProgramType programType() {
        return programType;
    }

    /** The name of the ELF section that libbpf knows its programs by, which is what it is called in messages. */
    public String section() {
        return section;
    }

    /** Gives the hook of the kernel's name; empty for one that is no control group's, or not known here. */
    public static Optional<CgroupHook> of(AttachType attachType) {
        for (CgroupHook hook : values()) {
            if (hook.attachType == attachType) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }

    /** Gives the hook that libbpf takes a section's programs for; empty for another section. */
    public static Optional<CgroupHook> ofSection(String section) {
        for (CgroupHook hook : values()) {
            if (hook.section.equals(section)) {
                return Optional.of(hook);
            }
        }
        return Optional.empty();
    }
}
