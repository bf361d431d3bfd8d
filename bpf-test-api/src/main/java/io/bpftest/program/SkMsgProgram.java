package io.bpftest.program;

/**
 * A program of a sock map that passes, drops or redirects what a socket sends.
 *
 * <p>Minimum kernel 4.17.
 */
@ProgramTypes(
        value = ProgramType.SK_MSG,
        title = "sk_msg program",
        howToTest = "attach it to a sock map, put a connected socket into the map, send from it, and assert "
                + "on what arrives where")
public interface SkMsgProgram extends AttachOnlyProgram {}
