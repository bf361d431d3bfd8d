package io.bpftest.engine.session;

import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.kernel.KernelSymbols;
import io.bpftest.engine.kernel.TraceEvent;
import io.bpftest.error.NearName;
import io.bpftest.error.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function, security hook or tracepoint that a program is for, and that the kernel's types do not name. */
final class MissingTarget {

    /** As libbpf says it. */
    private static final Pattern SAID =
            Pattern.compile("prog '([^']+)': failed to find kernel BTF type ID of '([^']+)'.*");

    private static final String SECURITY_HOOK = "bpf_lsm_";

    private MissingTarget() {}

    /** Gives the problem, if that is what libbpf said. */
    static Optional<Problem> of(LocalObjectSpec spec, List<String> messages) {
        for (String message : messages) {
            Matcher said = SAID.matcher(message);
            if (said.matches()) {
                return Optional.of(problem(spec.program(said.group(1)), spec.name(), said.group(2)));
            }
        }
        return Optional.empty();
    }

    private static Problem problem(LocalProgramSpec program, String object, String name) {
        String section = program.section();
        String what;
        List<String> known;
        if (section.startsWith("lsm")) {
            what = "security hook";
            known = KernelSymbols.functions().stream()
                    .filter(function -> function.startsWith(SECURITY_HOOK))
                    .map(function -> function.substring(SECURITY_HOOK.length()))
                    .toList();
        } else if (section.startsWith("tp_btf")) {
            what = "tracepoint";
            known = TraceEvent.rawNames();
        } else {
            what = "kernel function";
            known = KernelSymbols.functions();
        }
        String otherwise = "look it up: bpftool btf dump file /sys/kernel/btf/vmlinux";
        boolean exists = known.contains(name);
        return new Problem(
                "Program \"" + program.name() + "\" of " + object + ", section " + section
                        + ", has nothing to be attached to",
                exists
                        ? "the " + what + " \"" + name + "\" without a type: the compiler has changed or inlined it"
                        : NearName.missing(what, name, known),
                "a " + what + " that the kernel's types name; this is Linux " + Kernel.release(),
                exists ? "use a kprobe, or another function" : NearName.remedy(name, known, otherwise));
    }
}
