package io.bpftest.engine.report.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts objects into turns of llvm-cov. Functions of one name in different sources, or of one source compiled in two ways,
 * would be taken for one another: llvm-cov keeps the first. So such objects go into turns of their own, and so do those of another
 * clang: llvm-cov reads a mapping of its own version or an older one, and refuses the whole turn for one that it cannot read.
 */
final class LlvmTurns {

    private final Counters counters;
    private final List<Map<String, Path>> turns = new ArrayList<>();
    private final List<Map<Long, List<Object>>> taken = new ArrayList<>();
    private final List<Integer> versions = new ArrayList<>();

    LlvmTurns(Counters counters) {
        this.counters = counters;
        counters.objects().forEach(this::add);
    }

    /** Objects with their sources; in no turn do two define different functions of one name. */
    List<Map<String, Path>> all() {
        return turns;
    }

    private void add(String sha) {
        Map<Long, List<Object>> own = functions(sha);
        int version = counters.object(sha).version();
        int turn = 0;
        while (turn < turns.size() && (versions.get(turn) != version || clash(taken.get(turn), own))) {
            turn++;
        }
        if (turn == turns.size()) {
            turns.add(new LinkedHashMap<>());
            taken.add(new LinkedHashMap<>());
            versions.add(version);
        }
        turns.get(turn).put(sha, counters.source(sha));
        taken.get(turn).putAll(own);
    }

    /**
     * What tells functions of one name apart. The hash of the structure does not suffice: {@code return 1} and
     * {@code return 2} in the arms of an {@code #ifdef} have the same, on other lines.
     */
    private Map<Long, List<Object>> functions(String sha) {
        CoveredObject object = counters.object(sha);
        Map<List<Long>, Object> shapes = new LinkedHashMap<>();
        object.mapping().forEach(one -> shapes.put(List.of(one.nameHash(), one.hash()), one.shape()));
        Map<Long, List<Object>> functions = new LinkedHashMap<>();
        for (CounterLayout.Function one : object.layout().functions()) {
            Object shape = shapes.getOrDefault(List.of(one.nameHash(), one.hash()), sha);
            functions.put(one.nameHash(), List.of(counters.source(sha), one.hash(), shape));
        }
        return functions;
    }

    private static boolean clash(Map<Long, List<Object>> taken, Map<Long, List<Object>> own) {
        Set<Map.Entry<Long, List<Object>>> all = own.entrySet();
        return all.stream().anyMatch(one -> !taken.getOrDefault(one.getKey(), one.getValue())
                .equals(one.getValue()));
    }
}
