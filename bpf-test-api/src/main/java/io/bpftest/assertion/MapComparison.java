package io.bpftest.assertion;

import io.bpftest.error.Problem;
import io.bpftest.error.UnknownNameException;
import io.bpftest.map.MapState;
import io.bpftest.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares what maps of two sides hold. */
final class MapComparison {

    /** How many entries of a map are compared. */
    private static final int MOST_ENTRIES = 100_000;

    /** How many entries that differ are shown of each map. */
    private static final int MOST_SHOWN = 8;

    private final Side found;
    private final Side expected;
    private final List<String> names;
    private List<String> lines = List.of();

    MapComparison(Side found, Side expected, List<String> names) {
        this.found = found;
        this.expected = expected;
        this.names = List.copyOf(names);
    }

    /** Compares once, and keeps what differs. */
    boolean differs() {
        if (lines.isEmpty() && !names.isEmpty()) {
            List<String> all = new ArrayList<>();
            names.forEach(name -> compare(name, entries(found, name), entries(expected, name), all));
            lines = List.copyOf(all);
        }
        return !lines.isEmpty();
    }

    /** What differs, a line each. */
    List<String> lines() {
        return lines;
    }

    private static void compare(
            String name, Map<String, String> found, Map<String, String> expected, List<String> lines) {
        TreeSet<String> keys = new TreeSet<>(found.keySet());
        keys.addAll(expected.keySet());
        List<String> different = keys.stream()
                .filter(key -> !String.valueOf(found.get(key)).equals(String.valueOf(expected.get(key))))
                .toList();
        different.stream()
                .limit(MOST_SHOWN)
                .forEach(key -> lines.add(name + " has " + entry(key, found) + ", expected " + entry(key, expected)));
        if (different.size() > MOST_SHOWN) {
            lines.add(name + " differs in " + (different.size() - MOST_SHOWN) + " entries more");
        }
    }

    private static String entry(String key, Map<String, String> entries) {
        String value = entries.get(key);
        return value == null ? "no or zero " + key : key + ": " + value;
    }

    private static Map<String, String> entries(Side side, String name) {
        Program program = side.program();
        List<MapState> all = program == null ? List.of() : program.maps(MOST_ENTRIES);
        return all.stream()
                .filter(map -> map.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(side, name, all))
                .entries()
                .stream()
                .collect(Collectors.toMap(
                        MapState.Entry::key, MapState.Entry::value, (first, second) -> second, TreeMap::new));
    }

    private static UnknownNameException unknown(Side side, String name, List<MapState> all) {
        return new UnknownNameException(new Problem(
                "The map \"" + name + "\" cannot be compared: " + side.title() + " has none of that name",
                all.isEmpty() ? "no maps" : all.stream().map(MapState::name).collect(Collectors.joining(", ")),
                "a map of that name at both sides",
                "name maps that both have; an oracle has none"));
    }
}
