package io.bpftest.engine.report;

import java.util.List;
import java.util.Locale;

/** One bar for what came of all runs of a program; its text says the same. */
final class VerdictChart {

    private static final double WIDTH = 1000;
    private static final int SHADES = 3;

    private final String subject;
    private final List<Outcome> outcomes;
    private final long total;

    VerdictChart(String subject, List<Outcome> outcomes) {
        this.subject = subject;
        this.outcomes = outcomes;
        this.total = outcomes.stream().mapToLong(Outcome::count).sum();
    }

    /** The share of one outcome, such as {@code 12.5 %}. */
    String share(Outcome outcome) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * outcome.count() / Math.max(1, total))
                .replace(".0 %", " %");
    }

    /** The class that an outcome is coloured by: equal kinds have the same colour in different shades. */
    String shade(Outcome outcome) {
        long number = outcomes.stream()
                .filter(other -> other.kind().equals(outcome.kind()))
                .toList()
                .indexOf(outcome);
        return outcome.kind() + number % SHADES;
    }

    String svg() {
        StringBuilder words = new StringBuilder(subject + ": ");
        StringBuilder bars = new StringBuilder();
        double x = 0;
        String separator = "";
        for (Outcome outcome : outcomes) {
            double width = WIDTH * outcome.count() / Math.max(1, total);
            String said = outcome.text() + " " + Html.count(outcome.count()) + " (" + share(outcome) + ")";
            words.append(separator).append(said);
            separator = ", ";
            bars.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.2f\" y=\"0\" width=\"%.2f\" height=\"16\"><title>%s</title></rect>",
                    shade(outcome),
                    x,
                    width,
                    Html.text(said)));
            x += width;
        }
        return "<svg class=\"bar\" role=\"img\" viewBox=\"0 0 1000 16\" preserveAspectRatio=\"none\" aria-label=\""
                + Html.text(words.toString()) + "\">" + bars + "</svg>";
    }
}
