package io.bpftest.program;

/**
 * A program of a cgroup that decides about addresses, and may change them: bind, connect, sendmsg, recvmsg and the like.
 *
 * <p>Minimum kernel 4.17.
 */
@ProgramTypes(
        value = ProgramType.CGROUP_SOCK_ADDR,
        title = "cgroup sock_addr program",
        howToTest = "attach it to a cgroup, bind, connect or send from a socket in it, and assert on the "
                + "addresses and on whether the call succeeds")
public interface CgroupSockAddrProgram extends AttachOnlyProgram, CgroupProgram {}
