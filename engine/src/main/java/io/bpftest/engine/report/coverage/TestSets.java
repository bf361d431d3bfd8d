package io.bpftest.engine.report.coverage;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets of tests, each once: most lines of a function are reached by the same tests. */
final class TestSets {

    private final Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();

    /** Gives the number of a set. */
    int number(Collection<Integer> tests) {
        return numbers.computeIfAbsent(List.copyOf(tests), none -> numbers.size());
    }

    /** The sets by number. */
    Collection<List<Integer>> all() {
        return numbers.keySet();
    }
}
