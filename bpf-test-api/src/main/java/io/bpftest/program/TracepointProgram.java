package io.bpftest.program;

/**
 * A program of a static tracepoint of the kernel.
 *
 * <p>Minimum kernel 4.7.
 */
@ProgramTypes(
        value = ProgramType.TRACEPOINT,
        title = "tracepoint program",
        howToTest = "attach it to its tracepoint, do what the kernel reports there, such as a system call, "
                + "and assert on what it left in its maps")
public interface TracepointProgram extends AttachOnlyProgram {}
