package io.bpftest.engine.report.coverage;

import io.bpftest.error.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What comments in a source exclude: a line by {@code // bpf-test: not covered: REASON}, which stands in it or in a line of its own
 * before it, and several from {@code // bpf-test: not covered from here: REASON} to {@code // bpf-test: covered again}.
 *
 * @param problems comments that are none of these, and pairs of which one is missing
 */
record Exclusions(List<Exclusion> all, List<Problem> problems) {

    private static final String LINE = "not covered";
    private static final String START = "not covered from here";
    private static final String END = "covered again";

    private static final Pattern COMMENT = Pattern.compile("(.*?)(?://|/\\*)\\s*bpf-test\\s*:(.*?)(?:\\*/.*)?$");

    private static final String FORMS = "\"" + LINE + ": REASON\", \"" + START + ": REASON\" or \"" + END + "\"";

    boolean contain(int line) {
        return all.stream().anyMatch(one -> one.first() <= line && line <= one.last());
    }

    static Exclusions of(String file, List<String> source) {
        return new Reader(file, new ArrayList<>(), new ArrayList<>()).read(source);
    }

    /** Reads one file's comments from top to bottom. */
    private static final class Reader {

        private final String file;
        private final List<Exclusion> found;
        private final List<Problem> problems;
        private int start;
        private @Nullable String startReason;

        Reader(String file, List<Exclusion> found, List<Problem> problems) {
            this.file = file;
            this.found = found;
            this.problems = problems;
        }

        Exclusions read(List<String> source) {
            for (int i = 0; i < source.size(); i++) {
                Matcher comment = COMMENT.matcher(source.get(i));
                if (comment.matches()) {
                    boolean alone = comment.group(1).isBlank();
                    comment(i + 1, alone, comment.group(2).strip());
                }
            }
            if (startReason != null) {
                problem(
                        start,
                        START + ": " + startReason,
                        "a comment \"bpf-test: " + END + "\" after it",
                        "add it where counting begins again");
            }
            return new Exclusions(List.copyOf(found), List.copyOf(problems));
        }

        private void comment(int line, boolean alone, String text) {
            String[] parts = text.split(":", 2);
            String word = parts[0].strip().replaceAll("\\s+", " ");
            String reason = parts.length > 1 ? parts[1].strip() : "";
            if (word.equals(END)) {
                end(line, text);
            } else if (!word.equals(LINE) && !word.equals(START)) {
                problem(line, text, FORMS, "correct the comment");
            } else if (reason.isEmpty()) {
                problem(line, text, "a reason after a colon", "say why: \"bpf-test: " + word + ": REASON\"");
            } else if (word.equals(LINE)) {
                int which = alone ? line + 1 : line;
                found.add(new Exclusion(which, which, reason, 0));
            } else if (startReason != null) {
                problem(
                        line,
                        text,
                        "a comment \"bpf-test: " + END + "\" before, for that in line " + start,
                        "add it, or leave one of them out");
            } else {
                start = line;
                startReason = reason;
            }
        }

        private void end(int line, String text) {
            if (startReason == null) {
                problem(
                        line,
                        text,
                        "a comment \"bpf-test: " + START + ": REASON\" before it",
                        "add it, or leave this one out");
            } else {
                found.add(new Exclusion(start, line, startReason, 0));
                startReason = null;
            }
        }

        private void problem(int line, String text, String required, String remedy) {
            problems.add(new Problem(
                    "A comment in " + file + ", line " + line + ", does not say what coverage leaves out",
                    "bpf-test: " + text,
                    required,
                    remedy));
        }
    }
}
