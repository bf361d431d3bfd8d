package io.bpftest.program;

/**
 * A lightweight tunnel program of a route: in, out or xmit. In a test run it sees the packet from its network header on;
 * the Ethernet header is still part of the packet that goes in, tells the protocol, and comes out as it went in.
 */
@ProgramTypes(
        value = {ProgramType.LWT_XMIT, ProgramType.LWT_IN, ProgramType.LWT_OUT},
        title = "LWT program")
public interface LwtProgram extends PacketProgram<LwtRun, SkbOptions> {}
