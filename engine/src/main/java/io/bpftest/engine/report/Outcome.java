package io.bpftest.engine.report;

/**
 * How often something came of runs.
 *
 * @param text such as {@code XDP_DROP}
 * @param kind {@code pass}, {@code drop} or {@code other}
 */
record Outcome(String text, String kind, long count) {

    static Outcome of(Fields fields) {
        String kind = fields.text("kind");
        boolean known = kind.equals("pass") || kind.equals("drop");
        return new Outcome(fields.text("text"), known ? kind : "other", fields.number("count"));
    }
}
