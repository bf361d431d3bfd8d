package io.bpftest.spi.record;

import io.bpftest.program.PacketRun;
import io.bpftest.program.ProgramRun;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A packet as it went into a program, and as it came out.
 *
 * @param outcome what the program said of it, such as {@code XDP_DROP}
 * @param input its first bytes
 * @param inputLength how many there were
 * @param output the first bytes of what came out, null of a type that gives no packet
 * @param outputLength how many there were
 */
record Exchange(String outcome, byte[] input, int inputLength, byte @Nullable [] output, int outputLength) {

    /** Headers are seen whole, and a test of large packets does not fill the disk. */
    static final int MOST_BYTES = 512;

    static Exchange of(PacketRun run) {
        byte[] input = run.input();
        byte[] output = run instanceof ProgramRun program ? program.output() : null;
        return new Exchange(
                run.outcome(),
                cut(input),
                input.length,
                output == null ? null : cut(output),
                output == null ? 0 : output.length);
    }

    private static byte[] cut(byte[] packet) {
        return packet.length <= MOST_BYTES ? packet : Arrays.copyOf(packet, MOST_BYTES);
    }
}
