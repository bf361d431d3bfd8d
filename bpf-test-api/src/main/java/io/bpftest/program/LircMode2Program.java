package io.bpftest.program;

/**
 * A program that decodes infrared signals of a LIRC device.
 *
 * <p>Minimum kernel 4.18.
 */
@ProgramTypes(
        value = ProgramType.LIRC_MODE2,
        title = "LIRC program",
        howToTest = "attach it to a LIRC device, have that receive or loop back a signal, and assert on the "
                + "decoded scan codes")
public interface LircMode2Program extends AttachOnlyProgram {}
