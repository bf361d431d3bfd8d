package io.bpftest.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.FilterException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicInstructionTest {

    private static final List<ClassicInstruction> IPV4 = List.of(
            new ClassicInstruction(0x28, 0, 0, 12),
            new ClassicInstruction(0x15, 0, 1, 0x0800),
            new ClassicInstruction(0x06, 0, 0, 0xffff_ffffL),
            new ClassicInstruction(0x06, 0, 0, 0));

    @Test
    void readsWhatTcpdumpPrints() {
        assertThat(ClassicInstruction.parse("4\n40 0 0 12\n21 0 1 2048\n6 0 0 4294967295\n6 0 0 0\n"))
                .isEqualTo(IPV4);
    }

    @Test
    void readsWhatIptablesTakes() {
        assertThat(ClassicInstruction.parse("4,40 0 0 12,21 0 1 2048,6 0 0 4294967295,6 0 0 0"))
                .isEqualTo(IPV4);
    }

    @Test
    void showsItselfAsTcpdumpDoesForC() {
        assertThat(IPV4)
                .extracting(ClassicInstruction::toString)
                .containsExactly(
                        "{ 0x28, 0, 0, 0x0000000c }",
                        "{ 0x15, 0, 1, 0x00000800 }",
                        "{ 0x6, 0, 0, 0xffffffff }",
                        "{ 0x6, 0, 0, 0x00000000 }");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3\n40 0 0 12\n6 0 0 0", "1\n40 0 0 12\n6 0 0 0", "40 0 0 12\n6 0 0 0"})
    void anotherNumberOfInstructionsThanItSaysIsRefused(String text) {
        assertThatThrownBy(() -> ClassicInstruction.parse(text))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("for their number, and");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6 0 0", "6 0 0 0 0", "ret #0", "6 0 0 x", "6 0 0 99999999999999999999"})
    void whatIsNoInstructionIsRefusedAndShown(String line) {
        assertThatThrownBy(() -> ClassicInstruction.parse("2\n40 0 0 12\n" + line))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("\"" + line + "\" where an instruction should be")
                .hasMessageContaining("give what tcpdump -ddd prints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n"})
    void anEmptyTextIsRefused(String text) {
        assertThatThrownBy(() -> ClassicInstruction.parse(text))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("an empty text");
    }

    @ParameterizedTest
    @CsvSource({
        "65536, 0, 0, 0, code 65536",
        "0, 256, 0, 0, jump where true 256",
        "0, 0, -1, 0, jump where false -1",
        "0, 0, 0, 4294967296, operand 4294967296",
        "0, 0, 0, -1, operand -1"
    })
    void whatDoesNotFitItsFieldIsRefused(int code, int jumpTrue, int jumpFalse, long operand, String found) {
        assertThatThrownBy(() -> new ClassicInstruction(code, jumpTrue, jumpFalse, operand))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining(found);
    }
}
