package io.bpftest.engine.bench;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.map.KernelMap;
import java.nio.file.Path;
import java.util.List;

/** What reading a large hash of records costs, beside a C loop with the same batch calls. */
final class MapRows {

    private static final int ROUNDS = 5;
    private static final int WARM_UP_ROUNDS = 2;
    private static final int ENTRIES = 1_000_000;

    /** As many entries as a handle reads in one call, see {@code engine.map.EntryBuffer}. */
    private static final int BATCH = 4096;

    private record Traffic(long packets, long bytes, int source, int state) {}

    private MapRows() {}

    static List<Row> measure(CProgram c, Path object) {
        double[] inC = new double[ROUNDS];
        double[] inJava = new double[ROUNDS];
        try (LoadedObject loaded = Bpf.open(object).load()) {
            KernelMap<Integer, Traffic> map = loaded.map("traffic", Integer.class, Traffic.class);
            for (int key = 0; key < ENTRIES; key++) {
                map.put(key, new Traffic(key, 0, 0, 0));
            }
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                inC[Math.max(0, round)] = c.read(object, ENTRIES, BATCH);
                inJava[Math.max(0, round)] = nanoseconds(map);
            }
        }
        return List.of(Row.ratio("read a hash of 1,000,000 records", inC, inJava, 1e6, "ms", 1.5));
    }

    private static double nanoseconds(KernelMap<Integer, Traffic> map) {
        long[] sum = {0};
        long start = System.nanoTime();
        map.forEach((key, value) -> sum[0] += value.packets() + key);
        double time = System.nanoTime() - start;
        if (sum[0] != (long) ENTRIES * (ENTRIES - 1)) {
            throw new IllegalStateException("the map was not read whole");
        }
        return time;
    }
}
