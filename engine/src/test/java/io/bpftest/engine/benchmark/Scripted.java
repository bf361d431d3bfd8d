package io.bpftest.engine.benchmark;

import io.bpftest.program.Benchmark;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import io.bpftest.program.Samples;
import java.util.ArrayList;
import java.util.List;

/** A program that takes as long as a test says. */
final class Scripted implements TimedRun {

    private final List<Scripted> order;
    private final int[] times;
    private int calls;

    /** Takes these times one after the other; the last ones again and again, all of them if there are three. */
    Scripted(int... times) {
        this(new ArrayList<>(), times);
    }

    /** As the other, and tells when it is run. */
    Scripted(List<Scripted> order, int... times) {
        this.order = order;
        this.times = times;
    }

    @Override
    public int nanoseconds(int repeat) {
        order.add(this);
        int call = calls++;
        return times.length == 3 ? times[call % 3] : times[Math.min(call, times.length - 1)];
    }

    @Override
    public Benchmark result(Samples samples, int repeat) {
        ProgramInfo program = new ProgramInfo("p", "xdp", ProgramType.XDP, "XDP program", "p.bpf.c", "6.18", "local");
        return new Benchmark(program, "a packet", "XDP_PASS", samples, repeat, 2, 20, List.of());
    }
}
