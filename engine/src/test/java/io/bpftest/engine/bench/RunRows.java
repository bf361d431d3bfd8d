package io.bpftest.engine.bench;

import com.sun.management.ThreadMXBean;
import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.program.PacketProgram;
import io.bpftest.program.ProgramRun;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** What one run costs, in time and in allocated bytes. */
final class RunRows {

    private static final int ROUNDS = 11;
    private static final int RUNS = 100_000;
    private static final int WARM_UP_ROUNDS = 3;
    private static final int LARGEST_PACKET = 2048;

    /** The result's object and its context beside its bytes: their headers and fields. */
    private static final int RESULT_BYTES = 160;

    private static final int ARRAY_HEADER_BYTES = 16;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final CProgram c;
    private final Path object;
    private final String type;
    private final PacketProgram<?, ?> program;
    private final ByteBuffer packet;
    private final ByteBuffer output = ByteBuffer.allocateDirect(LARGEST_PACKET);
    private final byte[] bytes;

    /** Keeps the result in use, as a test does: the JVM would not allocate it otherwise. */
    private ProgramRun last;

    private RunRows(CProgram c, Path object, String type, PacketProgram<?, ?> program, int length) {
        this.c = c;
        this.object = object;
        this.type = type;
        this.program = program;
        this.last = program.run(new byte[length]);
        // The packet of bench.c: two local addresses, a local experimental EtherType, zeros.
        bytes = new byte[length];
        System.arraycopy(new byte[] {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, (byte) 0x88, (byte) 0xb5}, 0, bytes, 0, 14);
        packet = ByteBuffer.allocateDirect(length).put(bytes).flip();
    }

    /** Measures the program of a compiled object on packets of 64 and 1,500 bytes. */
    static List<Row> measure(CProgram c, Path object, String type, Class<? extends PacketProgram<?, ?>> handle) {
        try (LoadedObject loaded = Bpf.open(object).load()) {
            PacketProgram<?, ?> program = loaded.program(handle);
            return IntStream.of(64, 1500)
                    .mapToObj(length -> new RunRows(c, object, type, program, length).rows())
                    .flatMap(List::stream)
                    .toList();
        }
    }

    private List<Row> rows() {
        double[] inC = new double[ROUNDS];
        double[] intoBuffer = new double[ROUNDS];
        double[] fromArray = new double[ROUNDS];
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            c.run(object, bytes.length, RUNS);
            runIntoBuffer();
            runFromArray();
        }
        for (int round = 0; round < ROUNDS; round++) {
            inC[round] = c.run(object, bytes.length, RUNS);
            intoBuffer[round] = runIntoBuffer();
            fromArray[round] = runFromArray();
        }
        String what = type + " " + bytes.length + " B";
        int padded = (ARRAY_HEADER_BYTES + bytes.length + 7) / 8 * 8;
        return List.of(
                Row.ratio("run into buffer, " + what, inC, intoBuffer, 1, "ns", 1.15),
                new Row("  allocated", "", allocatedPerRun(this::runIntoBuffer), 0, "B/run"),
                Row.ratio("run(byte[]), " + what, inC, fromArray, 1, "ns", 1.5),
                new Row("  allocated", "", allocatedPerRun(this::runFromArray), padded + RESULT_BYTES, "B/run"));
    }

    private double runIntoBuffer() {
        long start = System.nanoTime();
        for (int i = 0; i < RUNS; i++) {
            output.clear();
            program.run(packet, output);
        }
        return (System.nanoTime() - start) / (double) RUNS;
    }

    private double runFromArray() {
        long start = System.nanoTime();
        for (int i = 0; i < RUNS; i++) {
            last = program.run(bytes);
        }
        return (System.nanoTime() - start) / (double) RUNS;
    }

    /** What a handful of bytes in a hundred thousand runs would make is no allocation of a run: rounds to 0.01. */
    private static double allocatedPerRun(Runnable runs) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        runs.run();
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        return Math.round(100.0 * allocated / RUNS) / 100.0;
    }
}
