package io.bpftest.engine.object;

import java.util.regex.Matcher;

/**
 * A verifier's reason in a reader's words.
 *
 * @param reason what the program does wrong
 * @param remedy what to change
 */
public record VerifierReason(String reason, String remedy) {

    /** Gives the reader's words for a decisive line, or the kernel's own where no rule knows it. */
    static VerifierReason of(String decisive) {
        for (VerifierRules.Rule rule : VerifierRules.ALL) {
            Matcher matcher = rule.kernel().matcher(decisive);
            if (matcher.find()) {
                return new VerifierReason(rule.reason(matcher), rule.remedy());
            }
        }
        return new VerifierReason(
                decisive.isEmpty() ? "not in the log" : decisive, "see the log for the path that leads there");
    }

    /** Tells whether a rule knows a line. */
    static boolean isKnown(String line) {
        return VerifierRules.ALL.stream()
                .anyMatch(rule -> rule.kernel().matcher(line).find());
    }
}
