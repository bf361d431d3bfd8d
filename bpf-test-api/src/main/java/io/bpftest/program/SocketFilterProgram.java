package io.bpftest.program;

/**
 * A socket filter. In a test run it sees the packet from its network header on; the Ethernet header is still part of
 * the packet that goes in, tells the protocol, and comes out as it went in.
 */
@ProgramTypes(value = ProgramType.SOCKET_FILTER, title = "socket filter")
public interface SocketFilterProgram extends PacketProgram<SocketFilterRun, SkbOptions>, ReuseportProgram {}
