package io.bpftest.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HelperTest {

    /** Numbers of {@code linux/bpf.h}, from the begin, the middle and the end. */
    @ParameterizedTest
    @CsvSource({
        "1, MAP_LOOKUP_ELEM",
        "5, KTIME_GET_NS",
        "12, TAIL_CALL",
        "23, REDIRECT",
        "51, REDIRECT_MAP",
        "69, FIB_LOOKUP",
        "84, SK_LOOKUP_TCP",
        "113, PROBE_READ_KERNEL",
        "131, RINGBUF_RESERVE",
        "181, LOOP",
        "211, CGRP_STORAGE_DELETE"
    })
    void numbersAreTheKernels(int number, Helper helper) {
        assertThat(helper.number()).isEqualTo(number);
        assertThat(Helper.of(number)).contains(helper);
    }

    @Test
    void otherNumbersAreOfNoHelper() {
        assertThat(Helper.of(0)).isEmpty();
        assertThat(Helper.of(-1)).isEmpty();
        assertThat(Helper.of(212)).isEmpty();
    }

    @Test
    void namesAreTheKernels() {
        assertThat(Helper.KTIME_GET_NS.functionName()).isEqualTo("bpf_ktime_get_ns");
        assertThat(Helper.of("bpf_ktime_get_ns")).contains(Helper.KTIME_GET_NS);
        assertThat(Helper.of("ktime_get_ns")).contains(Helper.KTIME_GET_NS);
        assertThat(Helper.of("ktime_get_year")).isEmpty();
    }

    @Test
    void anyNumberStandsForANumber() {
        assertThat(HelperKind.NUMBER.allows(Long.MIN_VALUE)).isTrue();
        assertThat(HelperKind.NUMBER.reason()).isEmpty();
    }

    @Test
    void nullAloneStandsForAPointer() {
        assertThat(HelperKind.POINTER.allows(0)).isTrue();
        assertThat(HelperKind.POINTER.allows(1)).isFalse();
    }

    @Test
    void errorsAloneStandForEffects() {
        assertThat(HelperKind.EFFECT.allows(-22)).isTrue();
        assertThat(HelperKind.EFFECT.allows(0)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(HelperKind.class)
    void whereNoValueIsAllowedThereIsAReason(HelperKind kind) {
        if (kind.allowed().isEmpty()) {
            assertThat(kind.reason()).isNotEmpty();
            assertThat(kind.allows(0) || kind.allows(-1) || kind.allows(1)).isFalse();
        }
    }
}
