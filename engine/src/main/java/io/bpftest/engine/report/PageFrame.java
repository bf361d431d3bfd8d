package io.bpftest.engine.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * What pages have in common: the frame, the look, and a policy that lets the browser run the page's one script and fetch
 * nothing, so that even markup which got past the escapes could do nothing.
 */
public final class PageFrame {

    private PageFrame() {}

    /**
     * Puts a page together.
     *
     * @param owner whose resources the script {@code name.js} is among, and unless it is the report the styles {@code name.css}
     * @param navigation markup of list items
     * @param body markup, in which all text of others is escaped
     */
    public static String around(Class<?> owner, String name, String title, String navigation, String body) {
        String more = owner == ReportPage.class ? "" : resource(owner, name + ".css");
        String style = resource(PageFrame.class, "report.css") + more;
        String script = resource(owner, name + ".js");
        return resource(PageFrame.class, "report.html")
                .replace("{policy}", policy(style, script))
                .replace("{style}", style)
                .replace("{script}", script)
                .replace("{title}", Html.text(title))
                .replace("{navigation}", navigation)
                .replace("{body}", body);
    }

    private static String policy(String style, String script) {
        return "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                + "'; base-uri 'none'; form-action 'none'";
    }

    /** As a content security policy names a script that may run. */
    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Gives the text of a resource beside a class. */
    static String resource(Class<?> owner, String name) {
        try (InputStream in = owner.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
