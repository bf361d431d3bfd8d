package io.bpftest.program;

/**
 * A program of a cgroup that decides about access to device files.
 *
 * <p>Minimum kernel 4.15.
 */
@ProgramTypes(
        value = ProgramType.CGROUP_DEVICE,
        title = "cgroup device program",
        howToTest =
                "attach it to a cgroup, open or make a device file in it, and assert on whether the call " + "succeeds")
public interface CgroupDeviceProgram extends AttachOnlyProgram, CgroupProgram {}
