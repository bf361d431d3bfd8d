package io.bpftest.program;

/**
 * A lightweight tunnel program of a local segment routing (SRv6) action. Unlike the other tunnel programs
 * ({@link LwtProgram}), the kernel takes no test run of it; old kernels took one that lacked the route it works on.
 *
 * <p>Minimum kernel 4.18.
 */
@ProgramTypes(
        value = ProgramType.LWT_SEG6LOCAL,
        title = "seg6local program",
        howToTest = "make a route with the action End.BPF that calls it, send an SRv6 packet that takes the "
                + "route, and assert on what is forwarded")
public interface LwtSeg6LocalProgram extends AttachOnlyProgram {}
