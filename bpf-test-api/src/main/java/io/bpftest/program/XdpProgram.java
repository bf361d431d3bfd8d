package io.bpftest.program;

/** An XDP program. A packet has at least 14 bytes; longer ones than the linear part go on in fragments. */
@ProgramTypes(value = ProgramType.XDP, title = "XDP program")
public interface XdpProgram extends PacketProgram<XdpRun, XdpOptions> {}
