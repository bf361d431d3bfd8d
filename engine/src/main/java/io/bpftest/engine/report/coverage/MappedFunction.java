package io.bpftest.engine.report.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A function's regions, each with the counter or the sum that tells its count.
 *
 * @param nameHash the hash of its name
 * @param hash that of its structure, as its counters have it
 * @param expressions what is added or subtracted, as pairs of counters
 */
record MappedFunction(long nameHash, long hash, List<String> files, long[][] expressions, List<Part> parts) {

    private static final int ZERO = 0;
    private static final int COUNTER = 1;
    private static final int SUBTRACT = 2;

    /**
     * A region. Counters are as in the file: two bits say what it is, the others which.
     *
     * @param counter where the count comes from, or how often the branch's condition was true
     * @param otherwise how often the branch's condition was false
     */
    record Part(int file, Span span, int kind, long counter, long otherwise, int expanded) {

        /** Whether the compiler decided the branch, so that nothing is counted. */
        boolean isFolded() {
            return kind == Region.BRANCH && counter == ZERO && otherwise == ZERO;
        }
    }

    /** What is equal for functions that count the same lines by the same counters. */
    Object shape() {
        return List.of(files, parts, Arrays.deepToString(expressions));
    }

    /**
     * Counts the regions.
     *
     * @param counters the function's own
     */
    CountedFunction count(String name, long[] counters) {
        long[] known = new long[expressions.length];
        boolean[] isKnown = new boolean[expressions.length];
        List<Region> regions = new ArrayList<>();
        for (Part part : parts) {
            long from = part.kind() == Region.EXPANSION ? counterOfFile(part.expanded()) : part.counter();
            regions.add(new Region(
                    part.file(),
                    part.span(),
                    part.kind(),
                    value(from, counters, known, isKnown),
                    value(part.otherwise(), counters, known, isKnown),
                    part.expanded(),
                    part.isFolded()));
        }
        return new CountedFunction(name, files, regions);
    }

    /** An expansion counts what it leads to, which is an expansion itself where a macro begins with another. */
    private long counterOfFile(int file) {
        int at = file;
        for (int depth = 0; depth <= files.size(); depth++) {
            Optional<Part> first = firstOf(at);
            if (first.isEmpty() || first.get().kind() != Region.EXPANSION) {
                return first.map(Part::counter).orElse(0L);
            }
            at = first.get().expanded();
        }
        return 0;
    }

    private Optional<Part> firstOf(int file) {
        return parts.stream()
                .filter(part -> part.file() == file && part.kind() <= Region.EXPANSION)
                .findFirst();
    }

    private long value(long counter, long[] counters, long[] known, boolean[] isKnown) {
        int which = (int) (counter >> 2);
        switch ((int) (counter & 3)) {
            case ZERO:
                return 0;
            case COUNTER:
                return counters[which];
            default:
                if (!isKnown[which]) {
                    isKnown[which] = true;
                    long left = value(expressions[which][0], counters, known, isKnown);
                    long right = value(expressions[which][1], counters, known, isKnown);
                    // Counters of runs that were cut off by a tail call need not add up.
                    known[which] = (counter & 3) == SUBTRACT ? Math.max(0, left - right) : left + right;
                }
                return known[which];
        }
    }
}
