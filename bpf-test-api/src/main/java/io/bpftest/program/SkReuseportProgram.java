package io.bpftest.program;

/**
 * A program that selects one of the sockets that share a port.
 *
 * <p>Minimum kernel 4.19.
 */
@ProgramTypes(
        value = ProgramType.SK_REUSEPORT,
        title = "sk_reuseport program",
        howToTest = "attach it to one of several sockets that share a port, send to the port, and assert on "
                + "which socket receives")
public interface SkReuseportProgram extends AttachOnlyProgram, ReuseportProgram {}
