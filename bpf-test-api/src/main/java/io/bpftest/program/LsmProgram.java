package io.bpftest.program;

/**
 * A program of a hook of the Linux security modules, of the whole system or of a cgroup.
 *
 * <p>Minimum kernel 5.7.
 */
@ProgramTypes(
        value = ProgramType.LSM,
        title = "LSM program",
        howToTest = "attach it to its hook, do what the hook decides about, such as opening a file, and "
                + "assert on whether that is permitted")
public interface LsmProgram extends AttachOnlyProgram {}
