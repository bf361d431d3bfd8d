package io.bpftest.junit;

import io.bpftest.RequiresBpf;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.feature.Support;
import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one class or method requires of the kernel, and what of it the kernel lacks. */
final class Requirements {

    private final String owner;
    private final KernelFeatures features;
    private final List<Unmet> unmet = new ArrayList<>();

    private record Unmet(String feature, Support support) {}

    private Requirements(String owner, KernelFeatures features) {
        this.owner = owner;
        this.features = features;
    }

    /**
     * Probes what is required.
     *
     * @param owner the class or method that requires it, for messages
     */
    static Requirements probe(String owner, List<RequiresBpf> required, KernelFeatures features) {
        Requirements requirements = new Requirements(owner, features);
        required.forEach(requirements::probe);
        return requirements;
    }

    private void probe(RequiresBpf required) {
        for (ProgramType type : required.program()) {
            add("program type " + type, features.program(type));
        }
        for (MapType type : required.map()) {
            add("map type " + type, features.map(type));
        }
        for (String helper : required.helper()) {
            if (required.program().length == 0) {
                add("helper " + helper, features.helper(helper));
            }
            for (ProgramType type : required.program()) {
                add("helper " + helper + " for program type " + type, features.helper(type, helper));
            }
        }
        for (String kfunc : required.kfunc()) {
            add("kfunc " + kfunc, features.kfunc(kfunc));
        }
        for (AttachType type : required.attach()) {
            add("attach type " + type, features.attach(type));
        }
    }

    private void add(String feature, Support support) {
        if (!support.isPresent()) {
            unmet.add(new Unmet(feature, support));
        }
    }

    /** Tells whether the kernel surely lacks something; what is merely unknown does not count. */
    boolean areLacking() {
        return unmet.stream().anyMatch(one -> one.support().isAbsent());
    }

    /** Says in one line what is lacking, and in which kernel. */
    String reason() {
        return subject() + "; " + kernel() + ": " + found("; ");
    }

    /**
     * Does nothing if all is there.
     *
     * @throws FeatureMissingException otherwise
     */
    void check() {
        if (unmet.isEmpty()) {
            return;
        }
        throw new FeatureMissingException(new Problem(
                subject(),
                kernel() + "\n" + found("\n"),
                unmet.stream().map(Unmet::feature).collect(Collectors.joining(", ")),
                areLacking()
                        ? "run it on a kernel that has this, or set bpftest.unavailable=skip to have such tests skipped"
                        : "run it where this can be probed, as root for instance, or drop the requirement"));
    }

    private String subject() {
        String names = unmet.stream()
                .filter(one -> one.support().isAbsent() == areLacking())
                .map(Unmet::feature)
                .collect(Collectors.joining(", "));
        return owner
                + (areLacking() ? " requires what this kernel lacks: " : " requires what cannot be found out: ")
                + names;
    }

    private String kernel() {
        return "kernel " + features.kernel() + " (" + features.environment() + ")";
    }

    private String found(String separator) {
        return unmet.stream()
                .map(one -> one.feature() + ": " + (one.support().isAbsent() ? "" : "unknown, ")
                        + one.support().reason())
                .collect(Collectors.joining(separator));
    }
}
