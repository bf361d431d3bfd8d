package io.bpftest.program;

/**
 * A program of a cgroup that decides about reading and writing files under {@code /proc/sys}.
 *
 * <p>Minimum kernel 5.2.
 */
@ProgramTypes(
        value = ProgramType.CGROUP_SYSCTL,
        title = "cgroup sysctl program",
        howToTest = "attach it to a cgroup, read or write a file under /proc/sys in it, and assert on the "
                + "value and on whether the call succeeds")
public interface CgroupSysctlProgram extends AttachOnlyProgram, CgroupProgram {}
