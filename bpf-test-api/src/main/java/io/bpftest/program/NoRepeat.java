package io.bpftest.program;

import io.bpftest.error.BenchmarkException;
import io.bpftest.error.Problem;

/** Says which programs can be benchmarked, of one that cannot; engines use it. */
public final class NoRepeat {

    private NoRepeat() {}

    /** Makes the error of a program that cannot be benchmarked on a packet. */
    public static BenchmarkException of(ProgramInfo program) {
        String remedy =
                switch (program.type()) {
                    case SK_LOOKUP -> "give SkLookupOptions instead of a packet";
                    case SOCKET_FILTER -> "write the filter as a socket filter in C, and benchmark that";
                    default ->
                        "attach it, make happen what it waits for, and read run_time_ns and run_cnt of bpftool prog, "
                                + "with sysctl kernel.bpf_stats_enabled=1";
                };
        return new BenchmarkException(new Problem(
                program.title() + " \"" + program.name() + "\" cannot be benchmarked on a packet",
                program.title() + ": the kernel does not run one on a packet many times in one call",
                "an XDP, TC, socket filter, cgroup_skb, LWT, flow dissector or netfilter program, or an SK_LOOKUP "
                        + "program with SkLookupOptions",
                remedy));
    }
}
