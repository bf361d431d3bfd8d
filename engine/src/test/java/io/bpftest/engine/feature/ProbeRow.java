package io.bpftest.engine.feature;

/**
 * One question that a probe answers.
 *
 * @param kind what is asked for
 * @param type the name of the constant of a program type, or of a map type
 * @param helper the helper that programs of the type may call or not; empty for the type itself
 */
record ProbeRow(Kind kind, String type, String helper) {

    enum Kind {
        PROGRAM_TYPE,
        MAP_TYPE,
        HELPER
    }

    /** What a probe says. */
    enum Answer {
        YES,
        NO,
        /** It says that it cannot tell. */
        UNKNOWN,
        /** It has no such row, or says that it did not try. */
        NONE
    }

    static ProbeRow of(Kind kind, String type) {
        return new ProbeRow(kind, type, "");
    }

    static ProbeRow ofHelper(String type, String helper) {
        return new ProbeRow(Kind.HELPER, type, helper);
    }
}
