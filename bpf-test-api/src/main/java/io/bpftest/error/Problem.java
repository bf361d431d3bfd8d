package io.bpftest.error;

/**
 * What every message of bpf-test says.
 *
 * @param subject the thing the message is about, in one sentence
 * @param found what was there; may have several lines
 * @param required what would have been right
 * @param remedy what the reader can do
 */
public record Problem(String subject, String found, String required, String remedy) {

    /** Gives the parts as the text of an error: the subject, then each other part on indented lines of its own. */
    public String text() {
        StringBuilder text = new StringBuilder(subject);
        line(text, "found", found);
        line(text, "required", required);
        line(text, "remedy", remedy);
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String part) {
        if (!part.isEmpty()) {
            text.append(String.format("%n  %-9s ", label))
                    .append(part.strip().replace("\n", System.lineSeparator() + " ".repeat(12)));
        }
    }
}
