package io.bpftest.junit;

import io.bpftest.packet.PacketText;
import java.util.LinkedHashMap;
import java.util.Map;

/** The text of a property that does not hold for a packet: one sentence, then labelled lines. */
final class PropertyFailure {

    private static final int LABEL_WIDTH = 7;

    private final String name;
    private final Throwable thrown;
    private final Map<String, String> lines = new LinkedHashMap<>();

    PropertyFailure(String name, byte[] packet, Throwable thrown) {
        this.name = name;
        this.thrown = thrown;
        line("packet", PacketText.summary(packet));
    }

    /** Adds a labelled line. */
    PropertyFailure line(String label, String text) {
        lines.put(label, text);
        return this;
    }

    /** Makes the error, whose cause is what the body threw. */
    AssertionError error() {
        String message = thrown.getMessage();
        line("because", thrown instanceof AssertionError && message != null ? message.strip() : thrown.toString());
        StringBuilder text = new StringBuilder(name + " does not hold for a packet");
        lines.forEach((label, line) -> {
            String shown = label;
            for (String part : line.lines().toList()) {
                String whole = "  " + shown + " ".repeat(LABEL_WIDTH - shown.length()) + "  " + part;
                text.append(System.lineSeparator()).append(whole.stripTrailing());
                shown = "";
            }
        });
        AssertionError error = new AssertionError(text.toString(), thrown);
        error.setStackTrace(thrown.getStackTrace());
        return error;
    }
}
