package io.bpftest.engine.feature;

import io.bpftest.engine.feature.ProbeRow.Answer;
import java.util.Locale;

/** Why a row of ours differs from bpftool's. docs/running.md has the same table, held to this one by the test. */
enum Difference {
    /** Linux 6.10 or so brought the words; before, the verifier said "unknown func". */
    MISREAD_REFUSAL(
            Answer.YES,
            Answer.NO,
            "a helper that the verifier refuses with \"program of this type cannot use helper\"",
            "the libbpf in bpftool is older than these words, and takes what it does not know for a yes"),
    /** libbpf asks with a program that does not sleep, and takes the complaint for a yes. */
    NEVER_SLEEPS(
            Answer.YES,
            Answer.NO,
            "a helper that may sleep, of a type without sleepable programs",
            "libbpf takes \"might sleep in a non-sleepable prog\" for a yes"),
    NO_TARGET(
            Answer.NO,
            Answer.UNKNOWN,
            "the helpers of `TRACING`, `EXT`, `LSM` and `STRUCT_OPS`, where the kernel takes such programs",
            "without a target none can be tried; bpftool does not try either, and lists none"),
    NEWER_THAN_BPFTOOL(
            Answer.NONE,
            null,
            "types and helpers behind the last that bpftool knows",
            "bpftool's lists end with the kernel that it was built from");

    private final Answer theirs;
    private final Answer ours;
    private final String rows;
    private final String why;

    /**
     * Explains rows.
     *
     * @param ours our answer, or null for any
     */
    Difference(Answer theirs, Answer ours, String rows, String why) {
        this.theirs = theirs;
        this.ours = ours;
        this.rows = rows;
        this.why = why;
    }

    /** Tells whether this is the pair of answers that it explains. */
    boolean fits(Answer bpftools, Answer found) {
        return bpftools == theirs && (ours == null ? found != Answer.NONE : found == ours);
    }

    /** Its line in docs/running.md. */
    String line() {
        return "| " + rows + " | " + word(theirs) + " | " + (ours == null ? "an answer" : word(ours)) + " | " + why
                + " |";
    }

    private static String word(Answer answer) {
        return answer == Answer.NONE ? "no row" : answer.name().toLowerCase(Locale.ROOT);
    }
}
