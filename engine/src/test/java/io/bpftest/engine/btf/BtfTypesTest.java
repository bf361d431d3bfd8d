package io.bpftest.engine.btf;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.ConstantSpec;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The C types of an object, seen through its spec. */
class BtfTypesTest {

    private static final ObjectSpec NUMBERS = Bpf.open("src/test/bpf/numbers.bpf.c");

    @ParameterizedTest
    @CsvSource({
        "u8, __u8, 1",
        "s8, __s8, 1",
        "letter, char, 1",
        "u16, unsigned short, 2",
        "s16, __s16, 2",
        "u32, __u32, 4",
        "s32, int, 4",
        "u64, __u64, 8",
        "s64, long long, 8",
        "flag, _Bool, 1",
        "colour, enum colour, 4",
        "level, enum level, 4",
        "rate, rate_t, 4",
        "port, __be16, 2",
        "address, __be32, 4",
        "text, char[8], 8",
        "octets, __u8[6], 6",
        "table, int[4], 16",
        "origin, point_t, 8",
        "corner, struct point, 8",
        "pointer, pointer, 8"
    })
    void constantsHaveTheNameAndSizeOfTheirCType(String name, String cType, int size) {
        ConstantSpec constant = NUMBERS.constant(name);

        assertThat(constant.cType().replace("long long int", "long long")).isEqualTo(cType);
        assertThat(constant.size()).isEqualTo(size);
    }

    @Test
    void onlyConstantsAreConstants() {
        assertThat(NUMBERS.constants())
                .extracting(ConstantSpec::name)
                .hasSize(21)
                .doesNotContain("LICENSE");
        assertThat(Bpf.open("src/test/bpf/churn.bpf.c").constants()).isEmpty();
    }

    @Test
    void anObjectWithoutBtfStillLoadsAndRuns() {
        ObjectSpec spec = Bpf.open("src/test/bpf/verdicts.bpf.c", "-g0");
        assertThat(spec.constants()).isEmpty();

        spec.programs().forEach(program -> program.autoload(program.name().equals("xdp_verdict")));
        try (LoadedObject object = spec.load()) {
            assertThat(object.program(XdpProgram.class).run(Frames.asking(3)).verdict())
                    .isEqualTo(XdpVerdict.TX);
        }
    }

    @Test
    void constantsOfAnObjectWithoutBtfCannotBeNamedButKeepTheirValues() {
        ObjectSpec spec = Bpf.open("src/test/bpf/no_maps.bpf.c", "-g0");
        assertThat(spec.constants()).isEmpty();
        assertThat(Bpf.open("src/test/bpf/no_maps.bpf.c").constants())
                .extracting(ConstantSpec::name)
                .containsExactly("answer");

        try (LoadedObject object = spec.load()) {
            assertThat(object.program(XdpProgram.class).run(Frames.ofLength(64)).returnValue())
                    .isEqualTo(42);
        }
    }
}
