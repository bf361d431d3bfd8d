package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.ClassicCode;
import io.bpftest.error.FilterException;
import io.bpftest.error.Problem;
import io.bpftest.program.ClassicInstruction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;

/**
 * Why the kernel does not take a classic filter. It says EINVAL and no more; so it is asked about each instruction: in its
 * place, so that its jumps lead where they do, among others that are right.
 */
final class FilterRefusal {

    /** {@code BPF_ST}: stores into a word of the filter's memory. */
    private static final int STORE = 0x02;

    /** {@code BPF_RET | BPF_K}. */
    private static final ClassicInstruction RETURN = new ClassicInstruction(0x06, 0, 0, 0);

    /** {@code BPF_MEMWORDS}. */
    private static final int WORDS = 16;

    private FilterRefusal() {}

    /**
     * Says what is wrong.
     *
     * @param name what the filter is called
     * @param kernel gives what the kernel says of a filter: an errno, positive, or 0
     */
    static FilterException of(
            String name,
            List<ClassicInstruction> instructions,
            int error,
            ToIntFunction<List<ClassicInstruction>> kernel) {
        String said = "the kernel says " + Errno.text(error);
        if (Errno.ENOMEM.is(-error)) {
            return refused(
                    name,
                    said,
                    "a filter that fits what a socket may have (net.core.optmem_max)",
                    "shorten it, or raise the limit: sysctl net.core.optmem_max");
        }
        if (!Errno.EINVAL.is(-error)) {
            return refused(name, said, "a kernel that takes classic filters", "use another kernel");
        }
        OptionalInt wrong = wrong(instructions, kernel);
        if (wrong.isPresent()) {
            return refused(
                    name,
                    "instruction " + wrong.getAsInt() + ", counted from 0, " + instructions.get(wrong.getAsInt()) + "; "
                            + said,
                    "an instruction that linux/filter.h has, a jump forward and within the filter, no division by 0, and "
                            + "a return at the end",
                    "correct it; of an expression, leave out protochain, which libpcap makes a loop of");
        }
        return refused(
                name,
                "each instruction is right by itself; " + said,
                "words of memory that each way through the filter writes before it reads them",
                "write the word on each way that leads to where it is read");
    }

    /** Says that a filter has no instruction, or more than the kernel looks at. */
    static FilterException ofLength(String name, List<ClassicInstruction> instructions) {
        return refused(
                name,
                instructions.size() + " instructions",
                "1 to " + ClassicCode.MOST + " instructions",
                instructions.isEmpty() ? "give instructions" : "shorten it");
    }

    private static OptionalInt wrong(List<ClassicInstruction> all, ToIntFunction<List<ClassicInstruction>> kernel) {
        for (int i = 0; i < all.size(); i++) {
            // What it loads from memory, should it do so, is written before.
            ClassicInstruction before =
                    new ClassicInstruction(STORE, 0, 0, all.get(i).operand() % WORDS);
            List<ClassicInstruction> alone = new ArrayList<>(Collections.nCopies(i, before));
            alone.add(all.get(i));
            alone.addAll(Collections.nCopies(all.size() - i - 1, RETURN));
            if (kernel.applyAsInt(alone) != 0) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static FilterException refused(String name, String found, String required, String remedy) {
        return new FilterException(
                new Problem("The kernel does not take classic filter \"" + name + "\"", found, required, remedy));
    }
}
