package io.bpftest.assertion;

import io.bpftest.error.BpfException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Shows what a run printed. */
final class PrintedText {

    /** How many lines are shown from the beginning, and how many from the end, which often tells the cause. */
    private static final int MOST_LINES = 5;

    /** How many characters of a line are shown; the kernel allows some 1,000. */
    private static final int MOST_CHARACTERS = 160;

    private PrintedText() {}

    /** Gives the lines to show, none where nothing was printed; or why what was printed is not known. */
    static List<String> of(Supplier<List<String>> lines) {
        List<String> printed;
        try {
            printed = lines.get();
        } catch (BpfException e) {
            return List.of("not captured: " + e.problem().found());
        }
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < printed.size(); i++) {
            if (i < MOST_LINES || i >= printed.size() - MOST_LINES) {
                shown.add(quoted(printed.get(i)));
            } else if (i == MOST_LINES) {
                shown.add("... " + (printed.size() - 2 * MOST_LINES) + " more");
            }
        }
        return shown;
    }

    /** Puts a line in quotes, so that blanks show; a character that would break the line shows as its number. */
    static String quoted(String line) {
        String cut = line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
        StringBuilder text = new StringBuilder("\"");
        cut.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                text.append(String.format("\\x%02x", c));
            } else {
                text.append((char) c);
            }
        });
        return text.append('"').toString();
    }
}
