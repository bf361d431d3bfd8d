package io.bpftest.engine.codec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands between the quotes of a C character or string: text in UTF-8 and escape sequences (C17, 6.4.4.4). */
final class CharacterText {

    private static final Pattern PART = Pattern.compile("\\\\([0-7]{1,3}|x[0-9a-fA-F]+|[abfnrtv'\"?\\\\])|[^\\\\]+");

    private static final String NAMES = "abfnrtv";
    private static final String NAMED = "\u0007\b\f\n\r\t\u000b";

    private CharacterText() {}

    /** Gives the bytes, or null where an escape sequence is none of C's or does not fit a byte. */
    static byte @Nullable [] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher part = PART.matcher(text);
        int end = 0;
        while (part.lookingAt()) {
            String escape = part.group(1);
            if (escape == null) {
                bytes.writeBytes(part.group().getBytes(StandardCharsets.UTF_8));
            } else {
                int value = value(escape);
                if (value < 0) {
                    return null;
                }
                bytes.write(value);
            }
            end = part.end();
            part.region(end, text.length());
        }
        return end == text.length() ? bytes.toByteArray() : null;
    }

    /** The value of what follows the backslash, or -1 where it is beyond a byte. */
    private static int value(String escape) {
        char first = escape.charAt(0);
        if (first == 'x' || Character.isDigit(first)) {
            String digits = first == 'x' ? escape.substring(1) : escape;
            int value = digits.length() > 3 ? -1 : Integer.parseInt(digits, first == 'x' ? 16 : 8);
            return value > 0xff ? -1 : value;
        }
        int named = NAMES.indexOf(first);
        return named < 0 ? first : NAMED.charAt(named);
    }
}
