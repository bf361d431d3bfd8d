package io.bpftest.engine.compile;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What clang wrote about a source.
 *
 * @param text the whole of it
 */
record Diagnostics(String text) {

    private static final int MOST_LINES = 40;
    private static final Pattern MISSING_HEADER = Pattern.compile("fatal error: '([^']+)' file not found");
    private static final Pattern LACKS_COVERAGE = Pattern.compile(
            "(?i)(unknown|unsupported|unrecognized)[^\n]*(-fcoverage-|-fprofile-|-enable-name-compression)");
    private static final Pattern ERROR = Pattern.compile("(^|: )(fatal )?error: |LLVM ERROR|^clang.*: error");

    /** The header that was looked for in vain; clang stops at the first. */
    Optional<String> missingHeader() {
        Matcher matcher = MISSING_HEADER.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Tells whether this clang was built without BPF, as Apple's is. */
    boolean lacksBpf() {
        return text.contains("unknown target triple 'bpf") || text.contains("targets are compatible with triple \"bpf");
    }

    /** Tells whether this clang does not know an option that coverage needs. */
    boolean lacksCoverage() {
        return LACKS_COVERAGE.matcher(text).find();
    }

    /** The lines to show: all if they are few, else as many from the first error on. */
    List<String> excerpt() {
        List<String> lines = lines();
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        int start = Math.min(firstError(lines), lines.size() - 1);
        return lines.subList(start, Math.min(start + MOST_LINES, lines.size()));
    }

    /** How many lines the excerpt leaves out. */
    int leftOut() {
        return lines().size() - excerpt().size();
    }

    private List<String> lines() {
        return text.stripTrailing().lines().toList();
    }

    private static int firstError(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (ERROR.matcher(lines.get(i)).find()) {
                int start = i;
                while (start > 0 && lines.get(start - 1).startsWith("In file included from")) {
                    start--;
                }
                return start;
            }
        }
        return 0;
    }
}
