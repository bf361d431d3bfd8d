package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Native;

/** The running kernel. */
public final class Kernel {

    private Kernel() {}

    /** Its release, such as {@code 6.18.4-amd64}. */
    public static String release() {
        return System.getProperty("os.version");
    }

    /** How many CPUs it may have: the number of values of each key of a per-CPU map. */
    public static int possibleCpus() {
        return Cpus.POSSIBLE;
    }

    private static final class Cpus {
        private static final int POSSIBLE = Native.libbpf().libbpf_num_possible_cpus();
    }
}
