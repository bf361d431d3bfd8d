package io.bpftest.program;

/**
 * A kprobe, uprobe or USDT probe, at the entry of a function or at its return.
 *
 * <p>Minimum kernel 4.1.
 */
@ProgramTypes(
        value = ProgramType.KPROBE,
        title = "kprobe",
        howToTest = "attach it to a function of the kernel or of a process, have that function called, and "
                + "assert on what it left in its maps")
public interface KprobeProgram extends AttachOnlyProgram {}
