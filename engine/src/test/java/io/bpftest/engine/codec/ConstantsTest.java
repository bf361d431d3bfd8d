package io.bpftest.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.BpfConstant;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.program.XdpProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constants change what a program does. */
@BpfObject("mixed.bpf.c")
class ConstantsTest {

    private static final byte[] PACKET = Frames.ofLength(64);

    @Test
    void aConstantThatIsNotSetKeepsItsValue(@BpfProgram("good") XdpProgram good) {
        assertThat(good.run(PACKET).returnValue()).isEqualTo(6);
    }

    @Test
    @BpfConstant(name = "limit", value = "0x10u")
    @BpfConstant(name = "offset", value = "-6")
    void theProgramSeesTheNumbers(@BpfProgram("good") XdpProgram good) {
        assertThat(good.run(PACKET).returnValue()).isEqualTo(10);
    }

    @Test
    @BpfConstant(name = "strict", value = "true")
    void theProgramSeesTheBool(@BpfProgram("good") XdpProgram good) {
        assertThat(good.run(PACKET).returnValue()).isEqualTo(1);
    }

    @Test
    @BpfConstant(name = "label", value = "\"longer\"")
    void theProgramSeesTheText(@BpfProgram("label_length") XdpProgram labelLength) {
        assertThat(labelLength.run(PACKET).returnValue()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "u8, 200, 200", "s8, -100, -100", "letter, 'a', 97", "u16, 65535, 65535", "s16, -32768, -32768",
                "u32, 4294967295, -1", "s32, -5, -5", "u64, 123456, 123456", "s64, -77, -77", "flag, true, 1",
                "colour, 1, 1", "level, -1, -1", "rate, 9, 9", "pointer, 0x1000, 4096"
            })
    void eachKindOfConstantArrivesInItsPlaceAlone(String name, String value, int sum) {
        ObjectSpec spec = Bpf.open("src/test/bpf/numbers.bpf.c");
        spec.constant(name).set(value);

        assertThat(run(spec, "sum")).isEqualTo(sum);
    }

    @Test
    void numbersOfNetworkOrderTypesArriveAsTheWireHasThem() {
        ObjectSpec spec = Bpf.open("src/test/bpf/numbers.bpf.c");
        spec.constant("port").set(443);
        spec.constant("address").set(0x7f00_0001);

        assertThat(run(spec, "wire_order")).isEqualTo(443 | 0x7f << 16 | 1 << 24);
    }

    @Test
    void aCopyOfASpecHasConstantsOfItsOwn() {
        ObjectSpec spec = Bpf.open("src/test/bpf/numbers.bpf.c");
        spec.constant("s32").set(5);
        ObjectSpec copy = spec.copy();
        copy.constant("s32").set(6);

        assertThat(run(spec, "sum")).isEqualTo(5);
        assertThat(run(copy, "sum")).isEqualTo(6);
    }

    private static int run(ObjectSpec spec, String program) {
        try (LoadedObject object = spec.load()) {
            return object.program(program, XdpProgram.class).run(PACKET).returnValue();
        }
    }
}
