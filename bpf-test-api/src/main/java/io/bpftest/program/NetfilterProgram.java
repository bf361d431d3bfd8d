package io.bpftest.program;

import java.nio.ByteBuffer;

/**
 * A program of a netfilter hook. The packet is a whole frame with EtherType IPv4 or IPv6, whatever the hook; the program
 * sees it from its network header on, and cannot change it.
 *
 * <p>The kernel's test run always says that the packet goes out of lo and comes in by nothing ({@code state->out} is lo,
 * {@code state->in} is null), also for hooks where a live packet has an input interface ({@code net/bpf/test_run.c}).
 *
 * <p>Minimum kernel 6.4. {@code SEC("netfilter")} is taken with every libbpf, though libbpf itself knows it since 1.3.
 */
@ProgramTypes(value = ProgramType.NETFILTER, title = "netfilter program")
public interface NetfilterProgram extends PacketReadingProgram<NetfilterRun, NetfilterOptions> {

    /**
     * Runs the program once without allocating anything, for many runs in a row.
     *
     * @param packet a direct buffer; the frame is what lies between its position and limit, which stay as they are
     * @return the program's return value
     * @throws IllegalArgumentException if the buffer is not direct
     */
    int run(ByteBuffer packet, NetfilterOptions options);
}
