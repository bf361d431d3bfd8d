package io.bpftest.engine.report.coverage;

import java.util.Comparator;

/** A piece of a source, from its first column up to the one behind it; lines and columns count from 1. */
record Span(int line, int column, int endLine, int endColumn) implements Comparable<Span> {

    /** What begins earlier comes first, and of what begins at one place the larger. */
    private static final Comparator<Span> ORDER = Comparator.comparingInt(Span::line)
            .thenComparingInt(Span::column)
            .thenComparing(Comparator.comparingInt(Span::endLine).reversed())
            .thenComparing(Comparator.comparingInt(Span::endColumn).reversed());

    /** Whether all lines of another are among its own. */
    boolean hasLinesOf(Span other) {
        return line <= other.line && other.endLine <= endLine;
    }

    @Override
    public int compareTo(Span other) {
        return ORDER.compare(this, other);
    }
}
