package io.bpftest.engine.report;

/**
 * A part of the page with a heading of its own.
 *
 * @param id what addresses of it end in
 * @param body markup, in which all text of others is escaped; empty for a section that the page does not need
 */
public record Section(String id, String heading, String body) {

    /** A section that no page needs. */
    public static final Section NONE = new Section("", "", "");

    /** Whether there is anything in it. */
    public boolean isNeeded() {
        return !body.isEmpty();
    }

    /** Gives its markup. */
    public String html() {
        return "<section id=\"" + id + "\" aria-labelledby=\"" + id + "-heading\"><h2 id=\"" + id + "-heading\">"
                + Html.text(heading) + "</h2>\n" + body + "</section>\n";
    }
}
