package io.bpftest.engine.report.coverage;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets of tests, each once: most lines of a function are reached by the same tests. */
final class TestSets {

    private final Map<BitSet, Integer> numbers = new LinkedHashMap<>();

    /** Gives the number of a set, which nobody changes any more. */
    int number(BitSet tests) {
        return numbers.computeIfAbsent(tests, none -> numbers.size());
    }

    /** The sets by number, each the numbers of its tests. */
    List<List<Integer>> all() {
        return numbers.keySet().stream()
                .map(tests -> tests.stream().boxed().toList())
                .toList();
    }
}
