package io.bpftest.engine.bench;

import io.bpftest.Bpf;
import io.bpftest.engine.lab.Witness;
import io.bpftest.lab.Lab;
import java.util.List;

/** How long a lab of two hosts takes to stand, and to be gone: closed, and its namespaces freed by the kernel. */
final class LabRows {

    private static final int ROUNDS = 51;
    private static final int WARM_UP_ROUNDS = 10;
    private static final double MILLISECOND = 1e6;

    private LabRows() {}

    static List<Row> measure() {
        double[] up = new double[ROUNDS];
        double[] closed = new double[ROUNDS];
        double[] gone = new double[ROUNDS];
        try (Witness witness = new Witness()) {
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                int at = Math.max(0, round);
                long start = System.nanoTime();
                Lab lab = Bpf.lab();
                lab.link("a", "b");
                up[at] = (System.nanoTime() - start) / MILLISECOND;
                String a = witness.watch(lab.host("a"));
                String b = witness.watch(lab.host("b"));
                start = System.nanoTime();
                lab.close();
                closed[at] = (System.nanoTime() - start) / MILLISECOND;
                witness.awaitGone(a);
                witness.awaitGone(b);
                gone[at] = (System.nanoTime() - start) / MILLISECOND;
            }
        }
        String closing = String.format("closed after %.1f ms", Row.median(closed));
        return List.of(
                new Row("lab of two hosts, up", "", Row.median(up), 60, "ms"),
                new Row("lab of two hosts, gone", closing, Row.median(gone), 60, "ms"));
    }
}
