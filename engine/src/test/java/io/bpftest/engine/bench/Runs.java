package io.bpftest.engine.bench;

import io.bpftest.program.PacketProgram;
import io.bpftest.program.ProgramRun;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** One program on one packet. */
final class Runs {

    /** How many runs a round has. */
    static final int TIMES = 100_000;

    private static final int ROUNDS = 11;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int LARGEST_PACKET = 2048;

    private final CProgram c;
    private final Path object;
    private final PacketProgram<?, ?> program;
    private final ByteBuffer packet;
    private final ByteBuffer output = ByteBuffer.allocateDirect(LARGEST_PACKET);
    private final byte[] bytes;

    /** Keeps the result in use, as a test does: the JVM would not allocate it otherwise. */
    private ProgramRun last;

    Runs(CProgram c, Path object, PacketProgram<?, ?> program, int length) {
        this.c = c;
        this.object = object;
        this.program = program;
        this.last = program.run(new byte[length]);
        // The packet of bench.c: two local addresses, a local experimental EtherType, zeros.
        bytes = new byte[length];
        System.arraycopy(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, (byte) 0x88, (byte) 0xb5}, 0, bytes, 0, 14);
        packet = ByteBuffer.allocateDirect(length).put(bytes).flip();
    }

    int length() {
        return bytes.length;
    }

    /** Nanoseconds per run, round by round. */
    record Times(double[] inC, double[] intoBuffer, double[] fromArray) {}

    Times times() {
        Times times = new Times(new double[ROUNDS], new double[ROUNDS], new double[ROUNDS]);
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            int slot = Math.max(0, round);
            times.inC[slot] = c.run(object, bytes.length, TIMES);
            times.intoBuffer[slot] = intoBuffer();
            times.fromArray[slot] = fromArray();
        }
        return times;
    }

    double intoBuffer() {
        long start = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            output.clear();
            program.run(packet, output);
        }
        return (System.nanoTime() - start) / (double) TIMES;
    }

    double fromArray() {
        long start = System.nanoTime();
        for (int i = 0; i < TIMES; i++) {
            last = program.run(bytes);
        }
        return (System.nanoTime() - start) / (double) TIMES;
    }
}
