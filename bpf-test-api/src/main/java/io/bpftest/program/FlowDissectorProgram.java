package io.bpftest.program;

import java.nio.ByteBuffer;

/**
 * A flow dissector: it reads a packet and fills in the keys that its flow is known by. The packet is a whole frame; the
 * program finds {@code nhoff} behind the Ethernet header and the EtherType in {@code n_proto}.
 *
 * <p>After the program the kernel moves {@code nhoff} and {@code thoff} into the packet, as it does on a live hook
 * ({@code net/core/flow_dissector.c}): a test never sees an offset before the network header or behind the packet's end.
 *
 * <p>Minimum kernel 5.0; options 5.4. The packet has 14 bytes to what one page holds.
 */
@ProgramTypes(value = ProgramType.FLOW_DISSECTOR, title = "flow dissector")
public interface FlowDissectorProgram extends PacketReadingProgram<FlowDissectorRun, FlowDissectorOptions> {

    /**
     * Runs the program once without options and without allocating anything, for many runs in a row.
     *
     * @param packet a direct buffer; the frame is what lies between its position and limit, which stay as they are
     * @param keys a direct buffer that takes a {@code struct bpf_flow_keys}, {@value FlowKeys#SIZE} bytes, from its
     *     position on, for {@link FlowKeys#read}; its limit is set to the end of the struct. A buffer with nothing
     *     remaining takes none
     * @return the program's return value
     * @throws IllegalArgumentException if a buffer is not direct, or that of the keys read-only
     * @throws io.bpftest.error.OutputTooSmallException if the keys do not fit
     */
    int run(ByteBuffer packet, ByteBuffer keys);
}
