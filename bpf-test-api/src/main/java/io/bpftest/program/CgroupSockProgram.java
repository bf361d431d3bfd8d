package io.bpftest.program;

/**
 * A program of a cgroup that decides about sockets as they are made, bound or released.
 *
 * <p>Minimum kernel 4.10.
 */
@ProgramTypes(
        value = ProgramType.CGROUP_SOCK,
        title = "cgroup sock program",
        howToTest = "attach it to a cgroup, create, bind or close a socket in it, and assert on whether the "
                + "call succeeds")
public interface CgroupSockProgram extends AttachOnlyProgram, CgroupProgram {}
