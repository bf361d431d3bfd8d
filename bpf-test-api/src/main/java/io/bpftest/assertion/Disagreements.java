package io.bpftest.assertion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Disagreements by their shape; of each shape only the first is kept, so that captures may be of any length. */
final class Disagreements {

    /** How many shapes are kept apart: what damaged packets are called has no end. */
    private static final int MOST_GROUPS = 100;

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private long count;
    private long others;

    /** Those of one shape. */
    static final class Group {

        private Disagreement first;
        private long count = 1;
        private String shrunk = "";

        private Group(Disagreement first) {
            this.first = first;
        }

        Disagreement first() {
            return first;
        }

        long count() {
            return count;
        }

        /** What was done to the first to make it small; empty for nothing. */
        String shrunk() {
            return shrunk;
        }

        /** Puts a smaller packet in the place of the first. */
        void shrink(Disagreement smaller, String how) {
            first = smaller;
            shrunk = how;
        }
    }

    void add(Disagreement disagreement) {
        count++;
        String shape = disagreement.shape();
        Group known = groups.get(shape);
        if (known != null) {
            known.count++;
        } else if (groups.size() < MOST_GROUPS) {
            groups.put(shape, new Group(disagreement));
        } else {
            others++;
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** How many there are. */
    long count() {
        return count;
    }

    /** How many have a shape that came after the last that was kept. */
    long others() {
        return others;
    }

    /** The groups in the order of their first packets. */
    List<Group> groups() {
        return new ArrayList<>(groups.values());
    }
}
