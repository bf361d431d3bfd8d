package io.bpftest.program;

/**
 * A program of a cgroup that the kernel calls at events of TCP connections, such as their beginning or a retransmission.
 *
 * <p>Minimum kernel 4.13.
 */
@ProgramTypes(
        value = ProgramType.SOCK_OPS,
        title = "sock_ops program",
        howToTest = "attach it to a cgroup, open a TCP connection in it, and assert on what it left in its "
                + "maps or set for the connection")
public interface SockOpsProgram extends AttachOnlyProgram, CgroupProgram {}
