package io.bpftest.program;

/**
 * A program of a cgroup that decides about getsockopt and setsockopt, and may change their values.
 *
 * <p>Minimum kernel 5.3.
 */
@ProgramTypes(
        value = ProgramType.CGROUP_SOCKOPT,
        title = "cgroup sockopt program",
        howToTest = "attach it to a cgroup, get or set a socket option in it, and assert on the value and on "
                + "whether the call succeeds")
public interface CgroupSockoptProgram extends AttachOnlyProgram, CgroupProgram {}
