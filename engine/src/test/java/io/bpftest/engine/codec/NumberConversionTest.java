package io.bpftest.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.LoadedObject;
import io.bpftest.error.ConversionException;
import io.bpftest.map.KernelMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers on their way into maps and out of them, seen through several handles of one map. */
@BpfObject("numbers.bpf.c")
class NumberConversionTest {

    @Test
    void aTypeAsWideAsAnUnsignedOneTakesAllItsBitPatterns(
            @BpfMap("ints") KernelMap<Integer, Integer> asInt, @BpfMap("ints") KernelMap<Long, Long> asLong) {
        asInt.put(-1, 5);

        assertThat(asLong.toMap()).isEqualTo(Map.of(4294967295L, 5L));
        assertThat(asLong.get(0xffff_ffffL)).isEqualTo(5);
        assertThat(asInt.keys()).containsExactly(-1);
    }

    @Test
    void aWiderTypeReadsUnsignedAndSignedNumbersAsCMeansThem(LoadedObject object) {
        object.map("bytes", Byte.class, Byte.class).put((byte) -1, (byte) -2);
        object.map("shorts", Short.class, Short.class).put((short) -1, (short) -2);
        object.map("ints", Integer.class, Integer.class).put(-1, -2);
        object.map("longs", Long.class, Long.class).put(-1L, -2L);

        assertThat(object.map("bytes", Short.class, Short.class).toMap()).isEqualTo(Map.of((short) 255, (short) -2));
        assertThat(object.map("bytes", Integer.class, Long.class).toMap()).isEqualTo(Map.of(255, -2L));
        assertThat(object.map("shorts", Integer.class, Integer.class).toMap()).isEqualTo(Map.of(65535, -2));
        assertThat(object.map("shorts", Long.class, Long.class).toMap()).isEqualTo(Map.of(65535L, -2L));
        assertThat(object.map("ints", Long.class, Long.class).toMap()).isEqualTo(Map.of(4294967295L, -2L));
        assertThat(object.map("longs", Long.class, Long.class).toMap()).isEqualTo(Map.of(-1L, -2L));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes, -1, 0, 0 to 255", "bytes, 256, 0, 0 to 255",
        "bytes, 0, -129, -128 to 127", "bytes, 0, 128, -128 to 127",
        "shorts, 65536, 0, 0 to 65535", "shorts, 0, 32768, -32768 to 32767",
        "ints, -1, 0, 0 to 4294967295", "ints, 4294967296, 0, 0 to 4294967295",
        "ints, 0, 2147483648, -2147483648 to 2147483647", "ints, 0, -2147483649, -2147483648 to 2147483647"
    })
    void aNumberBeyondTheCTypeIsRefusedAndTheMapStaysAsItIs(
            String name, long key, long value, String range, LoadedObject object) {
        KernelMap<Long, Long> map = object.map(name, Long.class, Long.class);

        assertThatThrownBy(() -> map.put(key, value))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining((key == 0 ? value : key) + " as Long")
                .hasMessageContaining(range);
        assertThat(map.isEmpty()).isTrue();
    }

    @Test
    void theLimitsOfTheCTypeFit(LoadedObject object) {
        KernelMap<Long, Long> ints = object.map("ints", Long.class, Long.class);
        KernelMap<Integer, Integer> bytes = object.map("bytes", Integer.class, Integer.class);

        ints.putAll(Map.of(0L, -2147483648L, 4294967295L, 2147483647L));
        bytes.putAll(Map.of(0, -128, 255, 127));

        assertThat(ints.toMap()).isEqualTo(Map.of(0L, -2147483648L, 4294967295L, 2147483647L));
        assertThat(bytes.toMap()).isEqualTo(Map.of(0, -128, 255, 127));
    }

    @Test
    void numbersOfNetworkOrderTypesAreBigEndianInTheMap(
            @BpfMap("wire") KernelMap<Integer, Long> numbers, @BpfMap("wire") KernelMap<byte[], byte[]> raw) {
        numbers.put(443, 0x0102_0304_0506_0708L);

        Map.Entry<byte[], byte[]> entry = raw.toMap().entrySet().iterator().next();
        assertThat(entry.getKey()).containsExactly(0x01, 0xbb);
        assertThat(entry.getValue()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(numbers.get(443)).isEqualTo(0x0102_0304_0506_0708L);

        numbers.clear();
        numbers.put(65535, -1L);
        assertThat(numbers.toMap()).isEqualTo(Map.of(65535, -1L));
    }

    @Test
    void otherNumbersAreInTheMachinesOrder(
            @BpfMap("longs") KernelMap<Long, Long> numbers, @BpfMap("longs") KernelMap<byte[], byte[]> raw) {
        numbers.put(1L, 2L);

        byte[] one = new byte[8];
        one[java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN ? 0 : 7] = 1;
        assertThat(raw.get(one)).contains(2).hasSize(8);
    }

    @Test
    void aBooleanIsOneOrZeroAndEveryOtherNumberReadsAsTrue(
            @BpfMap("ints") KernelMap<Integer, Boolean> truths, @BpfMap("ints") KernelMap<Integer, Integer> numbers) {
        truths.putAll(Map.of(1, true, 2, false));
        numbers.put(3, 0x0100_0000);

        assertThat(numbers.toMap()).isEqualTo(Map.of(1, 1, 2, 0, 3, 0x0100_0000));
        assertThat(truths.toMap()).isEqualTo(Map.of(1, true, 2, false, 3, true));
    }

    @Test
    void enumsAndBoolsAreNumbers(@BpfMap("others") KernelMap<Boolean, Integer> others) {
        others.putAll(Map.of(true, -1, false, 1));

        assertThat(others.toMap()).isEqualTo(Map.of(true, -1, false, 1));
    }

    @Test
    void bytesAreTakenAndGivenAsTheyAre(@BpfMap("untyped") KernelMap<byte[], byte[]> raw) {
        byte[] value = HexFormat.of().parseHex("000102030405060708090aff");
        raw.put(new byte[] {4, 3, 2, 1}, value);

        assertThat(raw.get(new byte[] {4, 3, 2, 1})).isEqualTo(value);
        assertThatThrownBy(() -> raw.get(new byte[3]))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("3 bytes")
                .hasMessageContaining("4 bytes");
    }
}
