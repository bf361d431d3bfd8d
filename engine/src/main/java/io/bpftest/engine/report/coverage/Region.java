package io.bpftest.engine.report.coverage;

/**
 * A region of a function's source, as LLVM's coverage mapping has them, with its counts.
 *
 * @param file which of the function's files it is in; each expansion of a macro counts as a file
 * @param count how often it was run, or its condition was true
 * @param falseCount how often the condition of a branch was false
 * @param expanded the file that an expansion leads to
 * @param folded whether it is a branch that the compiler decided
 */
record Region(int file, Span span, int kind, long count, long falseCount, int expanded, boolean folded) {

    /** As llvm/ProfileData/Coverage/CoverageMapping.h numbers them. */
    static final int CODE = 0;

    static final int EXPANSION = 1;
    static final int SKIPPED = 2;
    static final int GAP = 3;
    static final int BRANCH = 4;
}
