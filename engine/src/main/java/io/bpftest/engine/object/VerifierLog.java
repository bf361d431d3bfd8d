package io.bpftest.engine.object;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What matters in a verifier's log: the line that decided, and the C source line it is about.
 *
 * @param reason the decisive line
 * @param sourceText the C source line, empty where the log has none
 * @param sourcePosition {@code file:line}, empty where the kernel does not print it (before 6.9)
 */
public record VerifierLog(String reason, String sourceText, String sourcePosition) {

    /**
     * {@code ; if (ip->protocol == 17) @ firewall.bpf.c:57}; the position since Linux 6.9. What clang made without a
     * source line is line 0 and has no text.
     */
    private static final Pattern SOURCE = Pattern.compile("^; (?! @ )(.*?\\S.*?)(?: @ (\\S+:\\d+))?$");

    /** Instructions, register states, path marks and statistics: all that is not a verdict in words. */
    private static final Pattern NO_REASON = Pattern.compile(
            "^(\\d+: .*|; .*|processed \\d+ insns.*|verification time .*|stack depth .*|from \\d+ to \\d+.*"
                    + "|last_idx .*|regs=.*|parent .*|mark_precise.*|frame\\d+: .*|func#\\d+ .*|\\s*R\\d+(?:_\\w+)?=.*|"
                    + "Live regs before insn:|-- .* --|propagating .*|caller:|callee:| frame.*|)$");

    /** Since Linux 7.3 an explanation follows the verdict, with source lines of the path that led there. */
    private static final String EXPLANATION = "Verification failed: ";

    /** Reads a log. */
    static VerifierLog of(String log) {
        List<String> lines =
                log.lines().takeWhile(line -> !line.startsWith(EXPLANATION)).toList();
        int decisive = lines.size() - 1;
        while (decisive >= 0 && NO_REASON.matcher(lines.get(decisive)).matches()) {
            decisive--;
        }
        if (decisive < 0) {
            return new VerifierLog("", "", "");
        }
        String reason = decisive(lines, decisive);
        if (VerifierReason.isOfTheWhole(reason)) {
            return new VerifierLog(reason, "", "");
        }
        for (int i = decisive; i >= 0; i--) {
            Matcher source = SOURCE.matcher(lines.get(i));
            if (source.matches()) {
                String position = source.group(2);
                return new VerifierLog(reason, source.group(1).strip(), position == null ? "" : position);
            }
        }
        return new VerifierLog(reason, "", "");
    }

    /** The kernel may say why in several lines: of those before the last, the first that a rule knows says most. */
    private static String decisive(List<String> lines, int last) {
        int first = last;
        while (first > 0 && !NO_REASON.matcher(lines.get(first - 1)).matches()) {
            first--;
        }
        return lines.subList(first, last + 1).stream()
                .map(String::strip)
                .filter(VerifierReason::isKnown)
                .findFirst()
                .orElse(lines.get(last).strip());
    }
}
