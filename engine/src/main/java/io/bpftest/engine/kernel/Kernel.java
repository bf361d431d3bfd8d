package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The running kernel. */
public final class Kernel {

    private static final Path ONLINE_CPUS = Path.of("/sys/devices/system/cpu/online");

    private Kernel() {}

    /** Its release, such as {@code 6.18.4-amd64}. */
    public static String release() {
        return System.getProperty("os.version");
    }

    /** How many CPUs it may have: the number of values of each key of a per-CPU map. */
    public static int possibleCpus() {
        return Cpus.POSSIBLE;
    }

    /** The CPUs that are online now, as ranges such as {@code 0-3,6}; the kernel lists them so. */
    public static String onlineCpus() {
        try {
            return Files.readString(ONLINE_CPUS).strip();
        } catch (IOException e) {
            return "as " + ONLINE_CPUS + " lists them";
        }
    }

    /** The numbers of the CPUs that are online now; of all, where the kernel does not tell. */
    static List<Integer> onlineCpuNumbers() {
        List<Integer> numbers = new ArrayList<>();
        String ranges = onlineCpus();
        if (!ranges.matches("[0-9,-]+")) {
            ranges = "0-" + (possibleCpus() - 1);
        }
        for (String range : ranges.split(",")) {
            String[] ends = range.split("-");
            for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                numbers.add(cpu);
            }
        }
        return numbers;
    }

    private static final class Cpus {
        private static final int POSSIBLE = Native.libbpf().libbpf_num_possible_cpus();
    }
}
