package io.bpftest.engine.report;

/**
 * A part of the page with a heading of its own.
 *
 * @param id what addresses of it end in
 * @param body markup, in which all text of others is escaped; empty for a section that the page does not need
 */
record Section(String id, String heading, String body) {

    boolean isNeeded() {
        return !body.isEmpty();
    }

    String html() {
        return "<section id=\"" + id + "\" aria-labelledby=\"" + id + "-heading\"><h2 id=\"" + id + "-heading\">"
                + Html.text(heading) + "</h2>\n" + body + "</section>\n";
    }
}
