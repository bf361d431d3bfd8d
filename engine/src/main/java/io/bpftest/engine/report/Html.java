package io.bpftest.engine.report;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Text of others in a page: nothing of it is taken for markup, and nothing of it is invisible. */
public final class Html {

    private static final int CONTROL_PICTURES = 0x2400;
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;
    private static final int PICTURE_OF_DELETE = 0x2421;

    private Html() {}

    /** Escapes text for an element or a quoted attribute. */
    public static String text(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        String visible = visible(text);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Shows what has no glyph, or turns the direction of what follows: names of tests and messages may lie with it. */
    public static String visible(String text) {
        if (text.chars().allMatch(c -> c >= FIRST_PRINTABLE && c < DELETE)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                shown.append((char) c);
            } else if (c < FIRST_PRINTABLE) {
                shown.append((char) (CONTROL_PICTURES + c));
            } else if (c == DELETE) {
                shown.append((char) PICTURE_OF_DELETE);
            } else if (isInvisible(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    private static boolean isInvisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Gives the address of a file, relative to the page where it lies beside it; it leads to files whatever the path. */
    public static String address(String path) {
        StringBuilder address = new StringBuilder(path.startsWith("/") ? "file://" : "./");
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) Byte.toUnsignedInt(b);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || "/-._~".indexOf(c) >= 0) {
                address.append(c);
            } else {
                address.append(String.format("%%%02X", (int) c));
            }
        }
        return address.toString();
    }

    /** Cuts a text that is too long for its place. */
    public static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + " …";
    }

    /** Gives a count as people write it: {@code 10,000}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Gives a count and its noun: {@code 1 test}, {@code 2 tests}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
