package io.bpftest.feature;

import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the kernel that runs the tests has.
 *
 * <p>Each feature is tried in the kernel when it is first asked for, never concluded from the kernel's version; the
 * answer is kept as long as the JVM runs. The methods that begin with {@code has} give a plain answer and fail where there
 * is none; the others say why, and never fail for a lack of privileges.
 */
public interface KernelFeatures {

    /** The kernel's release, such as {@code 6.12.9-amd64}. */
    String kernel();

    /** Where that kernel runs, as seen from the tests: {@code local} for the one under this JVM. */
    String environment();

    /** Probes a program type. */
    Support program(ProgramType type);

    /** Probes a map type. */
    Support map(MapType type);

    /**
     * Probes whether programs of a type may call a helper.
     *
     * @param helper its name, such as {@code bpf_ktime_get_ns}; {@code bpf_} may be left out
     */
    Support helper(ProgramType type, String helper);

    /** Looks for a kfunc of the kernel or its loaded modules, by its name. */
    Support kfunc(String name);

    /**
     * Probes a kind of attachment. Answered for cgroups, sock maps, TCX, netkit, netfilter, sk_lookup, sk_reuseport,
     * XDP on an interface, flow dissector and LIRC; unknown for tracing and LSM, which no probe tells without attaching.
     */
    Support attach(AttachType type);

    /** The names of all helpers, in the order of their numbers, with {@code bpf_} in front. */
    List<String> helpers();

    /** Probes whether programs of any type may call a helper. */
    default Support helper(String helper) {
        List<Support> answers = Stream.of(ProgramType.values())
                .filter(type -> type != ProgramType.UNSPEC && type != ProgramType.UNKNOWN)
                .map(type -> helper(type, helper))
                .toList();
        return answers.stream()
                .filter(Support::isPresent)
                .findFirst()
                .or(() -> answers.stream().filter(answer -> !answer.isAbsent()).findFirst())
                .orElse(Support.absent("no program type of this kernel may call it"));
    }

    /**
     * Tells whether the kernel has a program type.
     *
     * @throws FeatureMissingException if it cannot be found out
     */
    default boolean has(ProgramType type) {
        return known("program type " + type, program(type));
    }

    /**
     * Tells whether the kernel has a map type.
     *
     * @throws FeatureMissingException if it cannot be found out
     */
    default boolean has(MapType type) {
        return known("map type " + type, map(type));
    }

    /**
     * Tells whether the kernel has a kind of attachment.
     *
     * @throws FeatureMissingException if it cannot be found out
     */
    default boolean has(AttachType type) {
        return known("attach type " + type, attach(type));
    }

    /**
     * Tells whether programs of a type may call a helper.
     *
     * @throws FeatureMissingException if it cannot be found out
     */
    default boolean hasHelper(ProgramType type, String helper) {
        return known("helper " + helper + " for program type " + type, helper(type, helper));
    }

    /**
     * Tells whether the kernel has a kfunc.
     *
     * @throws FeatureMissingException if it cannot be found out
     */
    default boolean hasKfunc(String name) {
        return known("kfunc " + name, kfunc(name));
    }

    /** Gives the answers for all types and helpers as text for a console. Takes about a second. */
    default String table() {
        return new FeatureTable(this).text();
    }

    private boolean known(String feature, Support support) {
        if (support.state() == Support.State.UNKNOWN) {
            throw new FeatureMissingException(new Problem(
                    "It cannot be found out whether the kernel has " + feature,
                    "kernel " + kernel() + " (" + environment() + "): " + support.reason(),
                    "a kernel that answers the probe, and privileges to ask it",
                    "run the tests as root or on another kernel, or ask for the Support, which tells unknown from no"));
        }
        return support.isPresent();
    }
}
