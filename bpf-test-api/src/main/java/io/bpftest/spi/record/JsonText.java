package io.bpftest.spi.record;

import java.math.BigDecimal;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes one JSON text without line breaks (RFC 8259). What could end a script block of a page, or a line, is written as an
 * escape, so that the text can stand anywhere: {@code <}, {@code >}, {@code &}, U+2028, U+2029, controls and lone surrogates.
 */
public final class JsonText {

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;
    private static final int LAST_C1_CONTROL = 0x9f;

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    /** Begins an empty text. */
    public JsonText() {}

    /** Begins an object. */
    public JsonText object() {
        return open('{');
    }

    /** Begins an object that is a member. */
    public JsonText object(String name) {
        return name(name).open('{');
    }

    /** Begins an array. */
    public JsonText array() {
        return open('[');
    }

    /** Begins an array that is a member. */
    public JsonText array(String name) {
        return name(name).open('[');
    }

    /** Ends an object. */
    public JsonText endObject() {
        return close('}');
    }

    /** Ends an array. */
    public JsonText endArray() {
        return close(']');
    }

    /** Adds a member; one that is null is left out. */
    public JsonText member(String name, @Nullable String value) {
        return value == null ? this : name(name).string(value);
    }

    /** Adds a member. */
    public JsonText member(String name, long value) {
        return name(name).number(value);
    }

    /** Adds a member: a number with a fraction, which must be finite. */
    public JsonText decimal(String name, double value) {
        name(name);
        separate();
        text.append(BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
        first = false;
        return this;
    }

    /** Adds a member: bytes as hexadecimal digits; one that is null is left out. */
    public JsonText bytes(String name, byte @Nullable [] value) {
        return value == null ? this : member(name, HexFormat.of().formatHex(value));
    }

    /** Adds a value. */
    public JsonText string(String value) {
        separate();
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            append(value, i);
        }
        text.append('"');
        first = false;
        return this;
    }

    /** Adds a value. */
    public JsonText number(long value) {
        separate();
        text.append(value);
        first = false;
        return this;
    }

    private JsonText name(String name) {
        string(name);
        text.append(':');
        first = true;
        return this;
    }

    private JsonText open(char bracket) {
        separate();
        text.append(bracket);
        first = true;
        return this;
    }

    private JsonText close(char bracket) {
        text.append(bracket);
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
    }

    private void append(String value, int i) {
        char c = value.charAt(i);
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (isPlain(value, i)) {
            text.append(c);
        } else {
            text.append(String.format("\\u%04x", (int) c));
        }
    }

    private static boolean isPlain(String value, int i) {
        char c = value.charAt(i);
        if (c < FIRST_PRINTABLE || c >= DELETE && c <= LAST_C1_CONTROL) {
            return false;
        } else if (Character.isHighSurrogate(c)) {
            return i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1));
        } else if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
        }
        return c != '<' && c != '>' && c != '&' && c != '\u2028' && c != '\u2029';
    }

    /** The text so far; whole when everything is ended that was begun. */
    @Override
    public String toString() {
        return text.toString();
    }
}
