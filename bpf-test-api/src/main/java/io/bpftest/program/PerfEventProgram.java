package io.bpftest.program;

/**
 * A program of a perf event, such as a timer or a hardware counter that overflows.
 *
 * <p>Minimum kernel 4.9.
 */
@ProgramTypes(
        value = ProgramType.PERF_EVENT,
        title = "perf event program",
        howToTest = "attach it to a perf event, let the event happen, and assert on what it left in its maps")
public interface PerfEventProgram extends AttachOnlyProgram {}
