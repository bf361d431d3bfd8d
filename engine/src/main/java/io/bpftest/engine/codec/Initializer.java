package io.bpftest.engine.codec;

import io.bpftest.error.ConstantException;
import io.bpftest.error.Problem;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a C initializer into the bytes of a C type: numbers, {@code true}, {@code 'a'}, and text for char arrays. */
public final class Initializer {

    private static final Pattern NUMBER =
            Pattern.compile("([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|\\d+)(?:[uU]?[lL]{0,2}|[lL]{1,2}[uU]?)");

    private Initializer() {}

    /**
     * Gives the bytes.
     *
     * @param variable the variable's name, for messages
     * @throws ConstantException if the text is no value of the type, or does not fit it
     */
    public static byte[] bytes(String variable, CType cType, String text) {
        String trimmed = text.strip();
        if (cType.kind() == CType.Kind.ARRAY && trimmed.matches("\"[^\"]*\"")) {
            return text(variable, cType, trimmed.substring(1, trimmed.length() - 1));
        }
        if (!cType.isScalar()) {
            throw refused(variable, cType, text, "a number type, or text for an array of char");
        }
        return number(variable, cType, text, value(variable, cType, trimmed));
    }

    private static BigInteger value(String variable, CType cType, String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? BigInteger.ONE : BigInteger.ZERO;
        }
        if (text.length() == 3 && text.startsWith("'") && text.endsWith("'")) {
            return BigInteger.valueOf(text.charAt(1));
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
        } else if (digits.length() > 1 && digits.startsWith("0") && digits.matches("[0-7]+")) {
            return new BigInteger(digits, 8);
        }
        return new BigInteger(digits);
    }

    private static byte[] number(String variable, CType cType, String text, BigInteger value) {
        int bits = cType.kind() == CType.Kind.BOOL ? 1 : cType.size() * 8;
        boolean signed = cType.signed();
        BigInteger least = signed ? BigInteger.ONE.shiftLeft(bits - 1).negate() : BigInteger.ZERO;
        BigInteger most = BigInteger.ONE.shiftLeft(signed ? bits - 1 : bits).subtract(BigInteger.ONE);
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
        byte[] characters = text.getBytes(StandardCharsets.UTF_8);
        if (characters.length > cType.size()) {
            throw refused(variable, cType, "\"" + text + "\"", "at most " + cType.size() + " bytes");
        }
        return java.util.Arrays.copyOf(characters, cType.size());
    }

    private static ConstantException refused(String variable, CType cType, String found, String required) {
        return new ConstantException(new Problem(
                "The constant \"" + variable + "\" of type " + cType + " cannot be set",
                found,
                required,
                "give a value of the C type, in C initializer syntax"));
    }
}
