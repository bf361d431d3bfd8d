package io.bpftest.packet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Values that a program compares packets with: what generated packets hold more often than chance would have it, so that
 * rare branches are reached. A dictionary in the sense of fuzzers. Immutable.
 *
 * @param numbers constants of a program's instructions
 * @param texts keys and values of its maps, each as its bytes; not copied
 */
public record Dictionary(Set<Long> numbers, List<byte[]> texts) {

    private static final Dictionary EMPTY = new Dictionary(Set.of(), List.of());

    /** Copies the collections. */
    public Dictionary {
        numbers = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(numbers));
        texts = List.copyOf(texts);
    }

    /** A dictionary without values. */
    public static Dictionary empty() {
        return EMPTY;
    }

    /** A dictionary of numbers. */
    public static Dictionary of(long... numbers) {
        Set<Long> all = new LinkedHashSet<>();
        for (long number : numbers) {
            all.add(number);
        }
        return new Dictionary(all, List.of());
    }

    /** All values of this dictionary and another. */
    public Dictionary plus(Dictionary other) {
        Set<Long> all = new LinkedHashSet<>(numbers);
        all.addAll(other.numbers);
        List<byte[]> both = new ArrayList<>(texts);
        both.addAll(other.texts);
        return new Dictionary(all, both);
    }

    /** Tells whether there are no values. */
    public boolean isEmpty() {
        return numbers.isEmpty() && texts.isEmpty();
    }

    @Override
    public String toString() {
        return numbers.size() + " numbers, " + texts.size() + " texts";
    }
}
