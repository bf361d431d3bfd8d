package io.bpftest.program;

/**
 * A program of a raw tracepoint ({@code raw_tp.w}) that may write to the tracepoint's buffer. Unlike those that only read
 * ({@link RawTracepointProgram}), the kernel takes no test run of it.
 *
 * <p>Minimum kernel 5.2.
 */
@ProgramTypes(
        value = ProgramType.RAW_TRACEPOINT_WRITABLE,
        title = "writable raw tracepoint program",
        howToTest = "attach it to its tracepoint, do what the kernel reports there, and assert on what came "
                + "of its writing")
public interface RawTracepointWritableProgram extends AttachOnlyProgram {}
