package io.bpftest.assertion;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of a failed assertion: one sentence, then labelled lines, their texts below each other.
 *
 * <p>Every kind of failure adds lines of its own; the labels are as wide as the longest one.
 */
final class FailureText {

    /** The width of a label where none is longer: those of a run's lines. */
    private static final int LABEL_WIDTH = 6;

    private final String sentence;
    private final List<Line> lines = new ArrayList<>();

    private record Line(String label, List<String> texts) {}

    FailureText(String sentence) {
        this.sentence = Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** Adds a labelled line; texts of several lines go on below their first; nothing where there is no text. */
    FailureText line(String label, String text) {
        return lines(label, text.lines().toList());
    }

    /** Adds a label with several lines; nothing where there is none. */
    FailureText lines(String label, List<String> texts) {
        if (!texts.isEmpty()) {
            lines.add(new Line(label, texts));
        }
        return this;
    }

    @Override
    public String toString() {
        int width = lines.stream().mapToInt(line -> line.label.length()).reduce(LABEL_WIDTH, Math::max);
        StringBuilder text = new StringBuilder(sentence);
        for (Line line : lines) {
            String label = line.label;
            for (String part : line.texts) {
                String whole = "  " + label + " ".repeat(width - label.length()) + "  " + part;
                text.append(System.lineSeparator()).append(whole.stripTrailing());
                label = "";
            }
        }
        return text.toString();
    }
}
