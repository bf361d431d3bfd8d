package io.bpftest.engine.feature;

import io.bpftest.Bpf;
import io.bpftest.engine.feature.ProbeRow.Answer;
import io.bpftest.engine.feature.ProbeRow.Kind;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.map.MapType;
import io.bpftest.program.ProgramType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says which rows must differ from bpftool's on this machine, by something else than the difference itself: so one that
 * has gone is noticed, and so is one that its reason does not cover.
 */
final class ExpectedDifferences {

    private static final Set<String> WITH_TARGET = Set.of("TRACING", "LSM", "EXT", "STRUCT_OPS");

    private final KernelFeatures features = Bpf.features();
    private final List<String> programTypes = names(ProgramType.values());
    private final List<String> mapTypes = names(MapType.values());
    private final List<String> helpers = features.helpers();
    private final Map<Kind, Integer> last = new EnumMap<>(Kind.class);
    private final boolean misreads;

    ExpectedDifferences(Map<ProbeRow, Answer> bpftool) {
        // No socket filter ever had a frame's head to adjust: who says so does not read refusals.
        misreads = bpftool.get(ProbeRow.ofHelper("SOCKET_FILTER", "bpf_xdp_adjust_head")) == Answer.YES;
        bpftool.keySet().forEach(row -> last.merge(row.kind(), number(row), Math::max));
    }

    /** The names of the kernel's types among the constants. */
    static List<String> names(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(Enum::name)
                .filter(name -> !name.equals("UNSPEC") && !name.equals("UNKNOWN"))
                .toList();
    }

    /** The difference that has to be in a row, if any. */
    Optional<Difference> of(ProbeRow row) {
        if (isNewer(row)) {
            return Optional.of(Difference.NEWER_THAN_BPFTOOL);
        } else if (row.kind() != Kind.HELPER || !features.has(ProgramType.valueOf(row.type()))) {
            return Optional.empty();
        } else if (WITH_TARGET.contains(row.type())) {
            return Optional.of(Difference.NO_TARGET);
        }
        String reason =
                features.helper(ProgramType.valueOf(row.type()), row.helper()).reason();
        if (reason.equals("it may sleep, and programs of this type may not")) {
            return Optional.of(Difference.NEVER_SLEEPS);
        }
        boolean newWords = reason.startsWith("program of this type cannot use helper " + row.helper() + "#");
        return newWords && misreads ? Optional.of(Difference.MISREAD_REFUSAL) : Optional.empty();
    }

    /** Tells whether some row must have it: an explanation that no row needs has to go. */
    boolean mustOccur(Difference difference) {
        return switch (difference) {
            case MISREAD_REFUSAL -> misreads;
            case NEVER_SLEEPS -> true;
            case NO_TARGET -> WITH_TARGET.stream().anyMatch(type -> features.has(ProgramType.valueOf(type)));
            case NEWER_THAN_BPFTOOL ->
                last.get(Kind.HELPER) < helpers.size() - 1
                        || last.get(Kind.PROGRAM_TYPE) < programTypes.size() - 1
                        || last.get(Kind.MAP_TYPE) < mapTypes.size() - 1;
        };
    }

    /** Tells whether bpftool's rows of this kind end before a row, in the order of the kernel's numbers. */
    private boolean isNewer(ProbeRow row) {
        return number(row) > last.get(row.kind())
                || (row.kind() == Kind.HELPER && isNewer(ProbeRow.of(Kind.PROGRAM_TYPE, row.type())));
    }

    /** Where a row stands among ours, -1 if it does not. */
    private int number(ProbeRow row) {
        return switch (row.kind()) {
            case PROGRAM_TYPE -> programTypes.indexOf(row.type());
            case MAP_TYPE -> mapTypes.indexOf(row.type());
            case HELPER -> helpers.indexOf(row.helper());
        };
    }
}
