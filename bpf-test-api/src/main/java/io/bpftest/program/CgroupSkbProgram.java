package io.bpftest.program;

/**
 * A program of a cgroup that decides about packets, ingress or egress. In a test run it sees the packet from its network
 * header on; the Ethernet header is still part of the packet that goes in, tells the protocol, and comes out as it went
 * in.
 */
@ProgramTypes(value = ProgramType.CGROUP_SKB, title = "cgroup skb program")
public interface CgroupSkbProgram extends PacketProgram<CgroupSkbRun, SkbOptions>, CgroupProgram {}
