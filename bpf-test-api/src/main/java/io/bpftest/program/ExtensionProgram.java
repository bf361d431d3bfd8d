package io.bpftest.program;

/**
 * A function ({@code freplace}) that takes the place of a global function of another, loaded program.
 *
 * <p>Minimum kernel 5.6.
 */
@ProgramTypes(
        value = ProgramType.EXT,
        title = "extension program",
        howToTest = "attach it in the place of a function of another program, run that program, and assert on "
                + "what it returns")
public interface ExtensionProgram extends AttachOnlyProgram {}
