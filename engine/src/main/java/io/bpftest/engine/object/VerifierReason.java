package io.bpftest.engine.object;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A verifier's reason in a reader's words.
 *
 * @param reason what the program does wrong
 * @param remedy what to change
 */
public record VerifierReason(String reason, String remedy) {

    private record Rule(Pattern kernel, String reason, String remedy) {}

    /** In the kernel's words ({@code kernel/bpf/verifier.c}) and in ours; {@code $1} stands for what matched. */
    private static final List<Rule> RULES = List.of(
            rule(
                    "invalid access to packet, off=(-?\\d+) size=(\\d+), R\\d+\\(id=\\d+,\\s*off=-?\\d+,\\s*r=(\\d+)\\)",
                    "accesses $2 bytes at offset $1 of the packet, which is proven to hold $3 bytes",
                    "compare the pointer with data_end before this line"),
            rule(
                    "invalid access to packet.*",
                    "accesses the packet where it is not proven to hold that many bytes",
                    "compare the pointer with data_end before this line"),
            rule(
                    "R\\d+ invalid mem access '(map_value_or_null|.*_or_null)'",
                    "uses the result of a lookup that may be NULL",
                    "compare the result with NULL before this line"),
            rule(
                    "invalid access to map value, value_size=(\\d+) off=(-?\\d+) size=(\\d+)",
                    "accesses $3 bytes at offset $2 of a map value of $1 bytes",
                    "bound the index before this line"),
            rule(
                    "invalid (?:indirect )?(?:read from|access to) stack.*|.*invalid read from stack.*",
                    "reads stack memory that was not written",
                    "initialise the variable, padding included, before this line"),
            rule(
                    "R(\\d+) !read_ok",
                    "uses register R$1, which has no value on some path",
                    "initialise the variable on every path; return a value on every path"),
            rule(
                    "back-edge from insn \\d+ to \\d+|infinite loop detected at insn \\d+",
                    "has a loop whose end the verifier cannot see",
                    "bound the loop by a constant"),
            rule(
                    "(?:BPF program is too large|The sequence of \\d+ jumps is too complex).*",
                    "is too complex for the verifier",
                    "split the program, or make loops and branches fewer"),
            rule(
                    "(?:program of this type cannot use helper|unknown func) (\\S+)",
                    "calls $1, which this program type or kernel does not have",
                    "use another helper, another type or a newer kernel"),
            rule(
                    "Unreleased reference.*",
                    "keeps a reference (a socket, a ring buffer record) that it must give back",
                    "release or submit it on every path"),
            rule(
                    "cannot call GPL-restricted function.*",
                    "calls a helper for GPL programs, but its licence is not compatible",
                    "set char LICENSE[] SEC(\"license\") = \"GPL\" or \"Dual BSD/GPL\""));

    /** Gives the reader's words for a decisive line, or the kernel's own where no rule knows it. */
    static VerifierReason of(String decisive) {
        for (Rule rule : RULES) {
            Matcher matcher = rule.kernel.matcher(decisive);
            if (matcher.find()) {
                return new VerifierReason(expand(rule.reason, matcher), rule.remedy);
            }
        }
        return new VerifierReason(
                decisive.isEmpty() ? "not in the log" : decisive, "see the log for the path that leads there");
    }

    /** Tells whether a rule knows a line. */
    static boolean isKnown(String line) {
        return RULES.stream().anyMatch(rule -> rule.kernel.matcher(line).find());
    }

    private static Rule rule(String kernel, String reason, String remedy) {
        return new Rule(Pattern.compile(kernel), reason, remedy);
    }

    private static String expand(String template, Matcher matcher) {
        String text = template;
        for (int group = 1; group <= matcher.groupCount(); group++) {
            text = text.replace("$" + group, String.valueOf(matcher.group(group)));
        }
        return text.replaceAll("\\b1 bytes", "1 byte");
    }
}
