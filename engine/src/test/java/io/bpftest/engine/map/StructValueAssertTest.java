package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.packet.Packets.ip4;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.error.ConversionException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.StructValue;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Structs that a test makes are those that a map holds, in whichever words they are given. */
@BpfObject("layouts.bpf.c")
class StructValueAssertTest {

    private static final StructValue KEY = StructValue.of("port", 53).with("address", ip4("192.0.2.1"));
    private static final StructValue VALUE = StructValue.of("number", -1).with("level", Wide.ONE);
    private static final StructValue OTHER = VALUE.with("level", "WIDE_TEN");

    enum Wide {
        NONE,
        ONE,
        TEN
    }

    @BpfMap
    KernelMap<StructValue, StructValue> states;

    @BeforeEach
    void fill() {
        states.put(KEY, VALUE);
    }

    @Test
    void entriesAreFoundWithoutPaddingAndOtherMembersOfUnions() {
        assertThat(states)
                .containsEntry(KEY, VALUE)
                .doesNotContainEntry(KEY, OTHER)
                .containsAllEntriesOf(Map.of(KEY, VALUE))
                .containsOnly(Map.of(KEY, VALUE));
        assertThatThrownBy(() -> assertThat(states).doesNotContainEntry(KEY, VALUE))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void changesAreToldByThem() {
        Map<StructValue, StructValue> before = states.toMap();
        StructValue second = KEY.with("port", 54);
        states.put(KEY, OTHER);
        states.put(second, VALUE);
        assertThat(states).changedOnly(before, Map.of(KEY, OTHER, second, VALUE));

        before = states.toMap();
        states.remove(second);
        assertThat(states).changedOnly(before, Map.of(), Set.of(second));
    }

    @Test
    void aFailureShowsOnlyTheMembersThatDiffer() {
        assertThatThrownBy(() -> assertThat(states).containsOnly(Map.of(KEY, OTHER)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("level expected \"WIDE_TEN\", found \"WIDE_ONE\"")
                .hasMessageNotContaining("bytes expected");
    }

    @Test
    void aMemberThatTheStructLacksIsNoDifferenceButAMistake() {
        assertThatThrownBy(() -> assertThat(states).containsEntry(KEY, VALUE.with("levle", 1)))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("did you mean \"level\"?");
    }
}
