package io.bpftest.engine.bench;

import java.nio.file.Path;
import java.util.List;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherFactory;

/** What 10,000 packets cost as invocations of a parameterised test, beside plain JUnit that does the same by hand. */
final class InvocationRows {

    private static final int PACKETS = 10_000;
    private static final int ROUNDS = 7;
    private static final int WARM_UP_ROUNDS = 2;

    private final Launcher launcher = LauncherFactory.create();

    private InvocationRows() {}

    /** Measures with a compiled object for the tests that load by hand. */
    static List<Row> measure(Path object) {
        System.setProperty("bench.object", object.toString());
        Invocations.count = PACKETS;
        InvocationRows rows = new InvocationRows();
        return List.of(
                rows.row("10,000 packets, PER_METHOD", Invocations.PlainLoads.class, Invocations.Loads.class, 1.6),
                rows.row("10,000 packets, PER_CLASS", Invocations.PlainShared.class, Invocations.Shared.class, 1.2));
    }

    private Row row(String title, Class<?> plain, Class<?> ours, double target) {
        double[] inPlain = new double[ROUNDS];
        double[] inOurs = new double[ROUNDS];
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            inPlain[Math.max(0, round)] = Execution.nanoseconds(launcher, plain, PACKETS);
            inOurs[Math.max(0, round)] = Execution.nanoseconds(launcher, ours, PACKETS);
        }
        return Row.ratio(title, "JUnit", inPlain, inOurs, 1e6, "ms", target);
    }
}
