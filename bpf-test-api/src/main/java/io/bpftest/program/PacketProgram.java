package io.bpftest.program;

import java.nio.ByteBuffer;

/**
 * A program that a test runs on one packet at a time through {@code BPF_PROG_TEST_RUN}, and that may change the packet.
 *
 * <p>Safe for use by several threads. Minimum kernel 4.12.
 *
 * @param <R> what a run gives
 * @param <O> the options of a run
 */
public interface PacketProgram<R extends ProgramRun, O> extends PacketReadingProgram<R, O> {

    /**
     * Runs the program once without allocating anything, for many runs in a row. The context is neither set nor read:
     * metadata that an XDP program adds comes out in front of the packet.
     *
     * @param packet a direct buffer; the frame is what lies between its position and limit, which stay as they are
     * @param output a direct buffer that takes the output packet from its position on; its limit is set to the end of
     *     the packet. A buffer with nothing remaining takes none
     * @return the program's return value
     * @throws IllegalArgumentException if a buffer is not direct, or the output read-only
     * @throws io.bpftest.error.OutputTooSmallException if the output does not fit
     */
    int run(ByteBuffer packet, ByteBuffer output);
}
