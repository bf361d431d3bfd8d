package io.bpftest.engine.platform;

import io.bpftest.RequiresBpf;
import io.bpftest.engine.feature.LocalFeatures;
import io.bpftest.error.BpfException;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.feature.Support;
import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import io.bpftest.spi.KernelVersion;
import java.util.ArrayList;
import java.util.List;

/** The kernel under this JVM, which local tests and containers run on. */
final class HostKernel {

    private HostKernel() {}

    static String release() {
        return System.getProperty("os.version", "");
    }

    /** Tells whether it is one of a version. */
    static boolean is(String version) {
        return LocalPrivileges.LINUX && KernelVersion.matches(version, release());
    }

    /**
     * Names what it surely lacks, with commas between; empty if that is nothing, or cannot be found out. Probes load programs
     * that do nothing, and close them again.
     */
    static String lack(List<RequiresBpf> required) {
        if (required.isEmpty() || !LocalPrivileges.suffice()) {
            return "";
        }
        try {
            List<String> lacking = new ArrayList<>();
            required.forEach(one -> probe(one, LocalFeatures.get(), lacking));
            return String.join(", ", lacking);
        } catch (BpfException e) {
            // Without libbpf, tests say so themselves.
            return "";
        }
    }

    private static void probe(RequiresBpf required, KernelFeatures features, List<String> lacking) {
        for (ProgramType type : required.program()) {
            add("program type " + type, features.program(type), lacking);
        }
        for (MapType type : required.map()) {
            add("map type " + type, features.map(type), lacking);
        }
        for (String helper : required.helper()) {
            if (required.program().length == 0) {
                add("helper " + helper, features.helper(helper), lacking);
            }
            for (ProgramType type : required.program()) {
                add("helper " + helper + " for program type " + type, features.helper(type, helper), lacking);
            }
        }
        for (String kfunc : required.kfunc()) {
            add("kfunc " + kfunc, features.kfunc(kfunc), lacking);
        }
        for (AttachType type : required.attach()) {
            add("attach type " + type, features.attach(type), lacking);
        }
    }

    private static void add(String feature, Support support, List<String> lacking) {
        if (support.isAbsent()) {
            lacking.add(feature);
        }
    }
}
