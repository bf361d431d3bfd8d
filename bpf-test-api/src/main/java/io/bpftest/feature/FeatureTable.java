package io.bpftest.feature;

import io.bpftest.map.MapType;
import io.bpftest.program.AttachType;
import io.bpftest.program.ProgramType;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** A kernel's features as text: a line for each type, then the helpers of each program type. */
final class FeatureTable {

    /** Each load of a program that calls one of them may leave a warning in the kernel's log; bpftool has the same list. */
    private static final Set<String> LOUD = Set.of("bpf_trace_printk", "bpf_trace_vprintk", "bpf_probe_write_user");

    private static final int WIDTH = 100;

    private final KernelFeatures features;
    private final StringBuilder text = new StringBuilder();

    FeatureTable(KernelFeatures features) {
        this.features = features;
    }

    String text() {
        line("kernel " + features.kernel() + " (" + features.environment() + ")");
        rows("Program types", ProgramType.values(), features::program);
        rows("Map types", MapType.values(), features::map);
        rows("Attach types", AttachType.values(), features::attach);
        line("");
        line("Helpers by program type (not tried, since trying leaves a warning in the kernel's log: "
                + String.join(", ", LOUD.stream().sorted().toList()) + ")");
        Stream.of(ProgramType.values()).filter(FeatureTable::isNamed).forEach(this::helpers);
        return text.toString();
    }

    private <E extends Enum<E>> void rows(String title, E[] types, Function<E, Support> probe) {
        line("");
        line(title);
        for (E type : types) {
            if (isNamed(type)) {
                Support support = probe.apply(type);
                line(String.format("  %-34s %-8s %s", type, support.word(), support.reason()));
            }
        }
    }

    private void helpers(ProgramType type) {
        if (!features.program(type).isPresent()) {
            return;
        }
        List<String> names =
                features.helpers().stream().filter(name -> !LOUD.contains(name)).toList();
        List<String> present = names.stream()
                .filter(name -> features.helper(type, name).isPresent())
                .toList();
        List<Support> unknown = names.stream()
                .map(name -> features.helper(type, name))
                .filter(answer -> answer.state() == Support.State.UNKNOWN)
                .toList();
        String counts = "  " + type + ": " + present.size() + " of " + names.size();
        line(
                unknown.isEmpty()
                        ? counts
                        : counts + ", " + unknown.size() + " unknown: "
                                + unknown.get(0).reason());
        wrapped(present);
    }

    private void wrapped(List<String> words) {
        StringBuilder row = new StringBuilder();
        for (String word : words) {
            if (row.length() + word.length() + 5 > WIDTH) {
                line("    " + row.toString().strip());
                row.setLength(0);
            }
            row.append(word).append(' ');
        }
        if (row.length() > 0) {
            line("    " + row.toString().strip());
        }
    }

    /** Tells whether a constant is a type of the kernel's, not our word for none. */
    private static boolean isNamed(Enum<?> type) {
        return !type.name().equals("UNSPEC") && !type.name().equals("UNKNOWN");
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append(System.lineSeparator());
    }
}
