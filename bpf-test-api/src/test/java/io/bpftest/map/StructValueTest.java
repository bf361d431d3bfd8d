package io.bpftest.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.UnknownNameException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructValueTest {

    @Test
    void valuesAreEqualThatSayTheSame() {
        StructValue one = StructValue.of(Map.of("a", 1, "b", (short) 2)).with("c", new int[] {3, 4});
        StructValue other =
                StructValue.of("c", List.of(3L, (byte) 4)).with("b", 2L).with("a", 1L);

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(other.with("a", 2)).isNotEqualTo(other.with("d", 1));
    }

    @Test
    void bytesInListsAreComparedByWhatTheyHold() {
        StructValue one = StructValue.of("macs", List.of(new byte[] {1, 2}, new byte[] {3, 4}));
        StructValue other = StructValue.of("macs", List.of(new byte[] {1, 2}, new byte[] {3, 4}));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString("{macs: [01 02, 03 04]}");
        assertThat(one).isNotEqualTo(StructValue.of("macs", List.of(new byte[] {1, 2}, new byte[] {3, 5})));
    }

    @Test
    void arraysThatChangeLaterDoNotChangeIt() {
        int[] table = {1, 2};
        StructValue value = StructValue.of("table", table);
        table[0] = 9;

        assertThat(value).isEqualTo(StructValue.of("table", List.of(1, 2))).hasToString("{table: [1, 2]}");
    }

    @Test
    void numbersAreReadWhateverTheirJavaType() {
        StructValue value = StructValue.of("count", (short) 7).with("name", "eth0");

        assertThat(value.number("count")).isEqualTo(7);
        assertThatThrownBy(() -> value.number("name")).isInstanceOf(ClassCastException.class);
        assertThatThrownBy(() -> value.get("cuont"))
                .isInstanceOf(UnknownNameException.class)
                .hasMessageContaining("did you mean \"count\"?");
    }
}
