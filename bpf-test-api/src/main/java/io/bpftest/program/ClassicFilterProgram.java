package io.bpftest.program;

import java.util.List;

/**
 * A classic BPF filter, as tcpdump and {@code SO_ATTACH_FILTER} have it; see {@link io.bpftest.Bpf#classicFilter(String)}.
 *
 * <p>The kernel has no test run for such filters. A run sends the packet as one datagram through a pair of Unix sockets, whose
 * receiving end has the filter ({@code sk_filter} in {@code net/core/filter.c}): so the kernel itself runs it. The filter
 * sees the packet from its first byte on, as on a raw packet socket, so that what libpcap compiles for Ethernet fits. It
 * sees no device: what it may ask the kernel for beside the packet ({@code SKF_AD_OFF} in {@code linux/filter.h}) is that of
 * a Unix datagram, without protocol, interface, mark and VLAN tag; loads by {@code SKF_NET_OFF} count from the packet's first
 * byte, and those by {@code SKF_LL_OFF} drop.
 *
 * <p>A packet has 1 byte to what a Unix datagram holds, some 200 KB ({@code net.core.wmem_default}). Safe for use by several
 * threads. Needs no privilege and no closing: its sockets go when nobody refers to it.
 */
public interface ClassicFilterProgram extends PacketReadingProgram<ClassicFilterRun, Void> {

    /** The instructions that the kernel was given. */
    List<ClassicInstruction> instructions();

    /** As {@link #run(byte[])}: there are no options. */
    @Override
    default ClassicFilterRun run(byte[] packet, Void none) {
        return run(packet);
    }
}
