package io.bpftest.engine.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of records and of llvm-cov: objects, arrays, strings, numbers and truth values (RFC 8259 without the rest).
 * Numbers that are not whole or beyond a {@code long} become {@link Double}s.
 */
public final class JsonReader {

    private static final int HEX_DIGITS = 4;
    private static final int MOST_NESTED = 32;

    /** A number of fewer digits is a long for certain. */
    private static final int LONGEST_LONG = 19;

    private final String text;
    private int at;
    private int nested;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads one object.
     *
     * @throws IllegalArgumentException if the text is none, such as a line that a killed JVM did not end
     */
    public static Fields read(String text) {
        JsonReader reader = new JsonReader(text);
        try {
            if (reader.value() instanceof Map<?, ?> members && reader.at == text.length()) {
                return new Fields(members);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("JSON that ends too early", e);
        }
        throw new IllegalArgumentException("not one JSON object");
    }

    private Object value() {
        char c = text.charAt(at);
        if (nested > MOST_NESTED) {
            throw new IllegalArgumentException("JSON in JSON beyond measure");
        }
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new LinkedHashMap<>();
        nested++;
        for (boolean more = begin('}'); more; more = goesOn('}')) {
            String name = string();
            expect(':');
            members.put(name, value());
        }
        nested--;
        return members;
    }

    private List<Object> array() {
        List<Object> values = new ArrayList<>();
        nested++;
        for (boolean more = begin(']'); more; more = goesOn(']')) {
            values.add(value());
        }
        nested--;
        return values;
    }

    private boolean begin(char end) {
        at++;
        if (text.charAt(at) == end) {
            at++;
            return false;
        }
        return true;
    }

    private boolean goesOn(char end) {
        char c = text.charAt(at++);
        if (c != ',' && c != end) {
            throw new IllegalArgumentException("JSON with a stray " + c);
        }
        return c == ',';
    }

    private void expect(char wanted) {
        if (text.charAt(at++) != wanted) {
            throw new IllegalArgumentException("JSON without a " + wanted);
        }
    }

    private String string() {
        expect('"');
        int start = at;
        while (text.charAt(at) != '"' && text.charAt(at) != '\\') {
            at++;
        }
        if (text.charAt(at) == '"') {
            return text.substring(start, at++);
        }
        StringBuilder unescaped = new StringBuilder(text.substring(start, at));
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            unescaped.append(c == '\\' ? escaped() : c);
        }
        return unescaped.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += HEX_DIGITS;
            return (char) Integer.parseInt(text.substring(at - HEX_DIGITS, at), 16);
        }
        return c;
    }

    private Boolean word(String word, boolean value) {
        if (!text.startsWith(word, at)) {
            throw new IllegalArgumentException("JSON with a stray " + text.charAt(at));
        }
        at += word.length();
        return value;
    }

    private Number number() {
        int start = at;
        while (at < text.length() && (text.charAt(at) == '-' || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        int whole = at;
        while (at < text.length() && (".eE+-".indexOf(text.charAt(at)) >= 0 || Character.isDigit(text.charAt(at)))) {
            at++;
        }
        String digits = text.substring(start, at);
        return at == whole && digits.length() < LONGEST_LONG ? Long.valueOf(digits) : (Number) Double.valueOf(digits);
    }
}
