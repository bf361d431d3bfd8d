package io.bpftest.map;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a map held at one moment, rendered for a reader.
 *
 * @param name the map's name
 * @param array true where keys are indexes that always exist; entries that are all zero are left out then
 * @param entries the rendered entries, in the kernel's order
 * @param more how many further entries there were
 */
public record MapState(String name, boolean array, List<Entry> entries, long more) {

    /** One rendered entry. */
    public record Entry(String key, String value) {
        @Override
        public String toString() {
            return key + ": " + value;
        }
    }

    /** Copies the entries. */
    public MapState {
        entries = List.copyOf(entries);
    }

    /** The entries in one line: {@code {203.0.113.7: 0}} for keyed maps, {@code [0: 1]} for arrays, {@code [all 0]} where no
     * entry of an array is worth showing. */
    public String contents() {
        String all = entries.stream().map(Entry::toString).collect(Collectors.joining(", "));
        String rest = more == 0 ? "" : (entries.isEmpty() ? "" : ", ") + "... " + more + " more";
        if (array && entries.isEmpty() && more == 0) {
            return "[all 0]";
        }
        return array ? "[" + all + rest + "]" : "{" + all + rest + "}";
    }

    @Override
    public String toString() {
        return name + " " + contents();
    }
}
