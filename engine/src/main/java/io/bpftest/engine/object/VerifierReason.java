package io.bpftest.engine.object;

import io.bpftest.error.RejectionReason;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A verifier's reason in a reader's words.
 *
 * @param kind which of the frequent reasons it is
 * @param reason what the program does wrong
 * @param remedy what to change
 */
public record VerifierReason(RejectionReason kind, String reason, String remedy) {

    /** Gives the reader's words for a decisive line, or the kernel's own where no rule knows it. */
    static VerifierReason of(String decisive) {
        for (VerifierRules.Rule rule : VerifierRules.ALL) {
            Optional<Matcher> matcher = rule.match(decisive);
            if (matcher.isPresent()) {
                return new VerifierReason(rule.kind(), rule.reason(matcher.get()), rule.remedy());
            }
        }
        return new VerifierReason(
                RejectionReason.OTHER,
                decisive.isEmpty() ? "not in the log" : decisive,
                "see the log for the path that leads there");
    }

    /**
     * Tells whether a line is about the program as a whole, so that the source line before it in the log has nothing to do
     * with it.
     */
    static boolean isOfTheWhole(String line) {
        return of(line).kind() == RejectionReason.STACK_TOO_LARGE;
    }

    /** Tells whether a rule knows a line. */
    static boolean isKnown(String line) {
        return VerifierRules.ALL.stream().anyMatch(rule -> rule.match(line).isPresent());
    }
}
