package io.bpftest.engine.codec;

import io.bpftest.error.ConstantException;
import io.bpftest.error.Problem;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a C initializer into the bytes of a C type: numbers, {@code true}, {@code 'a'}, text for char
 * arrays, and lists for arrays and structs.
 */
public final class Initializer {

    private static final Pattern NUMBER =
            Pattern.compile("([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9]\\d*)(?:[uU]?[lL]{0,2}|[lL]{1,2}[uU]?)");

    private static final Pattern CHARACTER = Pattern.compile("'([^'\\\\]|\\\\.[^']*)'");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    /** Arrays that C initialises with text, by the names of their elements' types. */
    private static final Pattern TEXT_TYPE =
            Pattern.compile("(char|signed char|unsigned char|__[us]8|[us]8|u?int8_t)\\[\\d+]");

    private Initializer() {}

    /**
     * Gives the bytes.
     *
     * @param variable the variable's name, for messages
     * @throws ConstantException if the text is no value of the type, or does not fit it
     */
    public static byte[] bytes(String variable, CType cType, String text) {
        String trimmed = text.strip();
        Matcher quoted = TEXT.matcher(trimmed);
        if (quoted.matches() && TEXT_TYPE.matcher(cType.name()).matches()) {
            return text(variable, cType, quoted.group(1));
        }
        if (!cType.isScalar() && trimmed.startsWith("{") && trimmed.endsWith("}")) {
            return InitializerList.bytes(variable, cType, trimmed.substring(1, trimmed.length() - 1));
        }
        if (!cType.isScalar()) {
            throw refused(
                    variable,
                    cType,
                    text,
                    "text such as \"eth0\" for an array of char, or a list such as {1, 2} or {.port = 53}");
        }
        return number(variable, cType, text, value(variable, cType, trimmed));
    }

    private static BigInteger value(String variable, CType cType, String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? BigInteger.ONE : BigInteger.ZERO;
        }
        Matcher character = CHARACTER.matcher(text);
        byte[] bytes = character.matches() ? CharacterText.bytes(character.group(1)) : null;
        if (bytes != null && bytes.length == 1) {
            return BigInteger.valueOf(cType.signed() ? bytes[0] : bytes[0] & 0xff);
        }
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.matches()) {
            throw refused(variable, cType, text, "a C number such as 42, -1 or 0xffu, true, false, or 'a'");
        }
        BigInteger magnitude = magnitude(matcher.group(2).toLowerCase(java.util.Locale.ROOT));
        return matcher.group(1).equals("-") ? magnitude.negate() : magnitude;
    }

    private static BigInteger magnitude(String digits) {
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        } else if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0")) {
            return new BigInteger(digits, 8);
        }
        return new BigInteger(digits);
    }

    private static byte[] number(String variable, CType cType, String text, BigInteger value) {
        int bits = cType.shape() instanceof CType.Bool ? 1 : cType.size() * 8;
        // clang before 16 does not tell in BTF whether an enum is signed.
        boolean either = cType.shape() instanceof CType.Enumeration;
        boolean signed = cType.signed();
        BigInteger least = signed || either ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most =
                BigInteger.ONE.shiftLeft(signed && !either ? bits - 1 : bits).subtract(BigInteger.ONE);
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw refused(variable, cType, text, least + " to " + most);
        }
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN && !cType.networkOrder();
        byte[] bytes = new byte[cType.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[little ? i : bytes.length - 1 - i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static byte[] text(String variable, CType cType, String text) {
        byte[] characters = CharacterText.bytes(text);
        if (characters == null) {
            throw refused(variable, cType, "\"" + text + "\"", "escape sequences of C such as \\n, \\0 or \\x7f");
        }
        if (characters.length > cType.size()) {
            throw refused(variable, cType, "\"" + text + "\"", "at most " + cType.size() + " bytes");
        }
        return java.util.Arrays.copyOf(characters, cType.size());
    }

    static ConstantException refused(String variable, CType cType, String found, String required) {
        return new ConstantException(new Problem(
                "The constant \"" + variable + "\" of type " + cType + " cannot be set",
                found,
                required,
                "give a value of the C type, in C initializer syntax"));
    }
}
