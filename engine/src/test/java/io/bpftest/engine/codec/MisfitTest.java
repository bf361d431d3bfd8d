package io.bpftest.engine.codec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfObject;
import io.bpftest.LoadedObject;
import io.bpftest.error.ConversionException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pcap4j.util.MacAddress;

/** Java types that do not fit a map's C type: told when the handle is made, before any value. */
@BpfObject("numbers.bpf.c")
class MisfitTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes | java.lang.String | __u8 (1 byte) | Byte, Short, Integer, Long, Boolean, byte[]",
                "shorts | java.lang.Byte | __u16 (2 bytes) | Short, Integer, Long, Boolean, byte[]",
                "ints | java.lang.Short | __u32 (4 bytes) | Integer, Long, Boolean, Inet4Address, byte[]",
                "ints | java.net.Inet6Address | __u32 (4 bytes) | Integer, Long, Boolean, Inet4Address, byte[]",
                "longs | java.lang.Integer | __u64 (8 bytes) | Long, Boolean, byte[]",
                "longs | java.lang.Double | __u64 (8 bytes) | Long, Boolean, byte[]",
                "longs | java.net.InetAddress | __u64 (8 bytes) | Long, Boolean, byte[]",
                "wire | org.pcap4j.util.MacAddress | __be16 (2 bytes) | Short, Integer, Long, Boolean, byte[]",
                "others | java.lang.Character | _Bool (1 byte) | Byte, Short, Integer, Long, Boolean, byte[]",
                "six | java.lang.Long | struct point (8 bytes) | record {x, y}, StructValue, byte[]",
                "six | java.lang.Boolean | struct point (8 bytes) | record {x, y}, StructValue, byte[]"
            })
    void theMessageNamesBothTypesAndThoseThatFit(
            String map, Class<?> key, String cType, String fitting, LoadedObject object) {
        assertThatThrownBy(() -> object.map(map, key, byte[].class))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("A Java type does not fit the key of map \"" + map + "\"")
                .hasMessageContaining(key.getName() + " for the C type " + cType)
                .hasMessageContaining("required  " + fitting);
    }

    @Test
    void valuesAreHeldToTheSameRules(LoadedObject object) {
        for (Class<?> type : new Class<?>[] {Long.class, Inet4Address.class, MacAddress.class}) {
            assertThatThrownBy(() -> object.map("six", byte[].class, type))
                    .isInstanceOf(ConversionException.class)
                    .hasMessageContaining("the value of map \"six\"")
                    .hasMessageContaining("unsigned char[16] (16 bytes)")
                    .hasMessageContaining("required  Inet6Address, String, byte[]");
        }
        object.map("six", byte[].class, InetAddress.class);
        object.map("six", byte[].class, Inet6Address.class);
    }

    @Test
    void aTypeThatTheObjectDoesNotDescribeGoesByItsSize(LoadedObject object) {
        object.map("untyped", Integer.class, byte[].class);

        assertThatThrownBy(() -> object.map("untyped", byte[].class, Long.class))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("for the C type unknown (12 bytes), which the object does not describe");
    }
}
