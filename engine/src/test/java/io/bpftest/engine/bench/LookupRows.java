package io.bpftest.engine.bench;

import static io.bpftest.program.SkLookupOptions.tcpLookup;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** What a run of an sk_lookup program costs, which takes no packet, into a caller's buffer. */
final class LookupRows {

    private static final int ROUNDS = 11;
    private static final int WARM_UP_ROUNDS = 3;

    /** The connection of bench.c. */
    private static final SkLookupOptions LOOKUP = tcpLookup("198.51.100.1", 4000, "127.0.0.1", 80);

    private LookupRows() {}

    static List<Row> measure(CProgram c, Path object) {
        double[] inC = new double[ROUNDS];
        double[] inJava = new double[ROUNDS];
        try (LoadedObject loaded = Bpf.open(object).load()) {
            SkLookupProgram program = loaded.program(SkLookupProgram.class);
            ByteBuffer context = ByteBuffer.allocateDirect(SkLookupOptions.SIZE);
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                inC[Math.max(0, round)] = c.lookup(object, Runs.TIMES);
                inJava[Math.max(0, round)] = nanoseconds(program, context);
            }
        }
        return List.of(Row.ratio("run into buffer, sk_lookup", inC, inJava, 1, "ns", 1.2));
    }

    private static double nanoseconds(SkLookupProgram program, ByteBuffer context) {
        long start = System.nanoTime();
        for (int i = 0; i < Runs.TIMES; i++) {
            context.clear();
            program.run(LOOKUP, context);
        }
        return (System.nanoTime() - start) / (double) Runs.TIMES;
    }
}
