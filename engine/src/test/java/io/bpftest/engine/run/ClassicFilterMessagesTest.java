package io.bpftest.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.engine.Golden;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.error.FilterException;
import io.bpftest.error.PacketException;
import io.bpftest.program.ClassicInstruction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader sees of classic filters and packets that are refused. */
class ClassicFilterMessagesTest {

    private static final ClassicInstruction RETURN = new ClassicInstruction(0x06, 0, 0, 9);

    /** Versions of libpcap put it differently. */
    private final Golden golden = new Golden().normalise("found     .*syntax error", "found     syntax error");

    /** A filter of three instructions that are right, and one in their midst. */
    private static List<ClassicInstruction> with(ClassicInstruction instruction) {
        return List.of(new ClassicInstruction(0x80, 0, 0, 0), instruction, RETURN, RETURN);
    }

    @Test
    void expressions() {
        golden.fails("filter_expression", FilterException.class, () -> Bpf.classicFilter("tcp prt 80"));
        golden.fails("filter_broadcast", FilterException.class, () -> Bpf.classicFilter("ip broadcast"));
        golden.fails("filter_loop", FilterException.class, () -> Bpf.classicFilter("ip6 protochain 17"));
    }

    @Test
    void instructions() {
        golden.fails(
                "filter_division",
                FilterException.class,
                () -> Bpf.classicFilter(with(new ClassicInstruction(0x34, 0, 0, 0))));
        golden.fails("filter_empty", FilterException.class, () -> Bpf.classicFilter(List.of()));
        golden.fails("filter_long", FilterException.class, () -> Bpf.classicFilter(Collections.nCopies(4097, RETURN)));
    }

    /** Reads a word of memory that only one of two ways has written. */
    @Test
    void memoryThatIsReadBeforeItIsWritten() {
        golden.fails(
                "filter_memory",
                FilterException.class,
                () -> Bpf.classicFilter(List.of(
                        new ClassicInstruction(0x15, 0, 1, 7),
                        new ClassicInstruction(0x02, 0, 0, 3),
                        new ClassicInstruction(0x60, 0, 0, 3),
                        new ClassicInstruction(0x16, 0, 0, 0))));
    }

    @ParameterizedTest
    @CsvSource({
        "0x34, 0, 0, 0", // division by 0
        "0x64, 0, 0, 32", // a shift by more than there is
        "0xff, 0, 0, 0", // no instruction
        "0x05, 0, 0, 2", // a jump behind the end
        "0x15, 2, 0, 0", // the same, where a condition holds
        "0x15, 0, 2, 0", // the same, where it does not
        "0x60, 0, 0, 16", // a word of memory that there is not
        "0x20, 0, 0, 4294963456" // something beside the packet that the kernel does not know
    })
    void theInstructionThatIsToBlameIsNamed(String code, int jumpTrue, int jumpFalse, long operand) {
        ClassicInstruction wrong = new ClassicInstruction(Integer.decode(code), jumpTrue, jumpFalse, operand);

        FilterException refused = golden.failed(FilterException.class, () -> Bpf.classicFilter(with(wrong)));

        assertThat(refused)
                .hasMessageContaining("instruction 1, counted from 0, " + wrong + "; the kernel says EINVAL");
    }

    @Test
    void aFilterThatDoesNotReturnIsToldByItsEnd() {
        List<ClassicInstruction> endless = new ArrayList<>(with(RETURN));
        endless.add(new ClassicInstruction(0x80, 0, 0, 0));

        FilterException refused = golden.failed(FilterException.class, () -> Bpf.classicFilter(endless));

        assertThat(refused).hasMessageContaining("instruction 4, counted from 0, { 0x80, 0, 0, 0x00000000 }");
    }

    @Test
    void otherErrorsOfTheKernel() {
        List<ClassicInstruction> filter = List.of(RETURN);

        golden.matches(
                "filter_memory_limit", FilterRefusal.of("1 instruction", filter, Errno.ENOMEM.number(), any -> 0));
        golden.matches("filter_forbidden", FilterRefusal.of("1 instruction", filter, Errno.EPERM.number(), any -> 0));
    }

    @Test
    void packets() {
        golden.fails("filter_no_packet", PacketException.class, () -> Bpf.classicFilter("ip")
                .run(new byte[0]));
        golden.fails("filter_long_packet", PacketException.class, () -> Bpf.classicFilter("ip")
                .run(new byte[100_000_000]));
    }
}
