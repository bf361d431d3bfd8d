package io.bpftest.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.ConstantException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitializerTest {

    private static final CType S64 = new CType("__s64", 8, new CType.Whole(true, false));
    private static final CType TEXT = array("char", 1, 8);

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0, 0",
                "42, 42",
                "+42, 42",
                "-42, -42",
                "007, 7",
                "-017, -15",
                "0x2A, 42",
                "0Xff, 255",
                "-0x1, -1",
                "0b101, 5",
                "0B1, 1",
                "42u, 42",
                "42U, 42",
                "42l, 42",
                "42L, 42",
                "42ul, 42",
                "42UL, 42",
                "42lu, 42",
                "42LL, 42",
                "42ull, 42",
                "42LLU, 42",
                "0xfful, 255",
                "0x7fffffffffffffff, 9223372036854775807",
                "-9223372036854775808, -9223372036854775808",
                "true, 1",
                "false, 0",
                "'a', 97",
                "' ', 32",
                "'0', 48",
                "'\\n', 10",
                "'\\0', 0",
                "'\\'', 39",
                "'\\\\', 92",
                "'\\x41', 65",
                "'\\101', 65",
                "'\\xff', -1",
                "`  42  `, 42"
            })
    void numbersAreReadAsCReadsThem(String text, long value) {
        assertThat(new BigInteger(1, reversed(Initializer.bytes("x", S64, text))).longValue())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "4 2",
                "4.2",
                "1e3",
                "08",
                "019",
                "0x",
                "0b",
                "0b2",
                "0xg",
                "--1",
                "- 1",
                "42uu",
                "42lul",
                "42lll",
                "1'000",
                "TRUE",
                "NULL",
                "'",
                "''",
                "'ab'",
                "'\\q'",
                "'\\x100'",
                "\"1\"",
                "{1}",
                "1;"
            })
    void whatIsNoNumberOfCIsRefused(String text) {
        assertThatThrownBy(() -> Initializer.bytes("limit", S64, text))
                .isInstanceOf(ConstantException.class)
                .hasMessageContaining("The constant \"limit\" of type __s64 (8 bytes) cannot be set")
                .hasMessageContaining("a C number such as 42");
    }

    @ParameterizedTest
    @CsvSource({
        "1, false, 0, 255", "1, true, -128, 127",
        "2, false, 0, 65535", "2, true, -32768, 32767",
        "4, false, 0, 4294967295", "4, true, -2147483648, 2147483647",
        "8, false, 0, 18446744073709551615", "8, true, -9223372036854775808, 9223372036854775807"
    })
    void theLimitsOfATypeFitAndOneBeyondThemDoesNot(int size, boolean signed, BigInteger least, BigInteger most) {
        CType type = new CType("number", size, new CType.Whole(signed, false));

        assertThat(Initializer.bytes("x", type, least.toString())).hasSize(size);
        assertThat(Initializer.bytes("x", type, most.toString())).hasSize(size);
        refuses(type, least.subtract(BigInteger.ONE).toString(), least + " to " + most);
        refuses(type, most.add(BigInteger.ONE).toString(), least + " to " + most);
        refuses(type, "0x" + "f".repeat(40), least + " to " + most);
    }

    @Test
    void aBoolIsZeroOrOne() {
        CType bool = new CType("_Bool", 1, new CType.Bool());

        assertThat(Initializer.bytes("x", bool, "true")).containsExactly(1);
        assertThat(Initializer.bytes("x", bool, "0")).containsExactly(0);
        refuses(bool, "2", "0 to 1");
        refuses(bool, "-1", "0 to 1");
    }

    /** Before clang 16, BTF does not tell whether an enum is signed. */
    @Test
    void anEnumTakesSignedAndUnsignedNumbers() {
        CType type = new CType("enum level", 4, new CType.Enumeration(false, List.of()));

        assertThat(Initializer.bytes("x", type, "-1")).containsExactly(-1, -1, -1, -1);
        assertThat(Initializer.bytes("x", type, "0xffffffff")).containsExactly(-1, -1, -1, -1);
        refuses(type, "0x100000000", "-2147483648 to 4294967295");
    }

    @Test
    void numbersOfNetworkOrderTypesAreBigEndian() {
        CType port = new CType("__be16", 2, new CType.Whole(false, true));
        CType address = new CType("__be32", 4, new CType.Whole(false, true));

        assertThat(Initializer.bytes("x", port, "443")).containsExactly(0x01, 0xbb);
        assertThat(Initializer.bytes("x", address, "0xc0000201")).containsExactly(192, 0, 2, 1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"\", 0000000000000000",
                "\"eth0\", 6574683000000000",
                "\"12345678\", 3132333435363738",
                "\"a\\n\\0b\", 610a006200000000",
                "\"\\\"q\\\"\", 2271220000000000",
                "\"\\x7f\\101\", 7f41000000000000",
                "\"é\", c3a9000000000000"
            })
    void textFillsAnArrayOfCharAndZerosTheRest(String text, String hex) {
        assertThat(Initializer.bytes("x", TEXT, text)).isEqualTo(HexFormat.of().parseHex(hex));
    }

    @Test
    void textThatDoesNotFitItsTypeIsRefused() {
        refuses(TEXT, "\"123456789\"", "at most 8 bytes");
        refuses(TEXT, "\"a\\q\"", "escape sequences of C");
        refuses(TEXT, "\"a\"b\"", "for an array of char");
        refuses(TEXT, "eth0", "for an array of char");
        refuses(TEXT, "1", "for an array of char");
        refuses(array("int", 4, 4), "\"a\"", "for an array of char");
        refuses(new CType("struct point", 8, new CType.Struct(false, List.of())), "1", "or a list such as");
    }

    private static void refuses(CType type, String text, String required) {
        assertThatThrownBy(() -> Initializer.bytes("limit", type, text))
                .isInstanceOf(ConstantException.class)
                .hasMessageContaining(text)
                .hasMessageContaining(required);
    }

    /** The most significant byte first, as {@code BigInteger} wants it. */
    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = bytes.clone();
        for (int i = 0; i < bytes.length && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    private static CType array(String element, int size, int length) {
        CType type = new CType(element, size, new CType.Whole(true, false));
        return new CType(element + "[" + length + "]", size * length, new CType.Array(type, length));
    }
}
