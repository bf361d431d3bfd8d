package io.bpftest.engine.compile;

import java.util.ArrayList;
import java.util.List;

/** Reads the make rule in which clang ({@code -MD}) lists every file it read. */
final class DependencyFile {

    private DependencyFile() {}

    /**
     * Gives the prerequisites of the first rule, as written but for make's escapes.
     *
     * <p>Clang writes a space as {@code \ }, a hash as {@code \#}, a dollar as {@code $$}, and breaks lines with a
     * backslash.
     */
    static List<String> prerequisites(String rule) {
        List<String> words = words(rule);
        int target = 0;
        while (target < words.size() && !words.get(target).endsWith(":")) {
            target++;
        }
        return target >= words.size() ? List.of() : List.copyOf(words.subList(target + 1, words.size()));
    }

    private static List<String> words(String rule) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < rule.length(); i++) {
            char c = rule.charAt(i);
            char next = i + 1 < rule.length() ? rule.charAt(i + 1) : '\n';
            if (c == '\\' && next == '\n') {
                end(word, words);
                i++;
            } else if ((c == '\\' && (next == ' ' || next == '#' || next == '\\' && escapes(rule, i)))
                    || (c == '$' && next == '$')) {
                word.append(next);
                i++;
            } else if (c == '\n') {
                break;
            } else if (c == ' ') {
                end(word, words);
            } else {
                word.append(c);
            }
        }
        end(word, words);
        return words;
    }

    /** Tells whether the run of backslashes that starts at {@code i} ends at a space or hash, and so is doubled. */
    private static boolean escapes(String rule, int i) {
        int end = i;
        while (end < rule.length() && rule.charAt(end) == '\\') {
            end++;
        }
        return end < rule.length() && (rule.charAt(end) == ' ' || rule.charAt(end) == '#');
    }

    private static void end(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
