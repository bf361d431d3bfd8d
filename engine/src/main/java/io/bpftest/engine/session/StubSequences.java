package io.bpftest.engine.session;

import io.bpftest.engine.compile.OwnSource;
import io.bpftest.engine.object.ObjectLinker;
import io.bpftest.error.LinkException;
import io.bpftest.error.Problem;
import io.bpftest.error.StubException;
import io.bpftest.program.Helper;
import io.bpftest.spi.Configuration;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The functions that stand for calls of helpers where one instruction is not enough: each gives the next of its values, and
 * keeps which one that is in a map of its own, so that it begins anew where maps are restored.
 *
 * @param sequences what each function gives
 */
record StubSequences(List<Sequence> sequences) {

    /** What the calls of a helper give, one after the other; programs that are given the same share it. */
    record Sequence(Helper helper, List<Long> values) {}

    /** The map that the values lie in; the section's name is the map's. */
    static final String MAP = ".data.bpftest_stubs";

    /** Fewer would only make for more sources. */
    private static final int FEWEST = 16;

    private static final String BEGIN = """
            /* Stands for calls of helpers; made by bpf-test. */
            typedef unsigned long long u64;

            struct bpftest_sequence {
                u64 next;
                u64 last;
                u64 values[%1$d];
            };

            struct bpftest_sequence bpftest_sequences[%2$d] __attribute__((section("%3$s"), used)) = {};
            """;

    private static final String FUNCTION = """

            __attribute__((noinline, used, visibility("hidden"))) u64 %1$s(void)
            {
                volatile struct bpftest_sequence *sequence = &bpftest_sequences[%2$d];
                u64 index = sequence->next;

                if (index < sequence->last)
                    sequence->next = index + 1;
                return sequence->values[index & %3$d];
            }
            """;

    /** The function that gives the values of a sequence. */
    String function(Sequence sequence) {
        return function(sequences.indexOf(sequence));
    }

    private static String function(int number) {
        return "bpftest_stub_" + number;
    }

    /** Links the functions with the parts of an object. */
    byte[] linkedWith(List<ObjectLinker.Input> parts, ObjectFiles files, Configuration configuration) {
        String source = "stubs_" + sequences.size() + "_" + capacity() + ".bpf.c";
        Path file = OwnSource.of(configuration.cacheFolder(), source, text());
        List<ObjectLinker.Input> inputs = new ArrayList<>(parts);
        inputs.add(new ObjectLinker.Input(source, files.compiled(file)));
        files.checkForeign(inputs);
        try {
            return files.linked(inputs, () -> {});
        } catch (LinkException e) {
            throw new StubException(
                    new Problem(
                            "Calls of " + names() + " in " + parts.get(0).name() + " cannot be stubbed by these values",
                            e.problem().found(),
                            "an object that a function can be linked with, as several values or one of more than 32 bits "
                                    + "need it: one with type information (BTF)",
                            "compile the object with clang's option -g, or give one value of at most 32 bits"),
                    e);
        }
    }

    private String names() {
        return sequences.stream()
                .map(sequence -> sequence.helper().functionName())
                .distinct()
                .collect(Collectors.joining(" and "));
    }

    private String text() {
        StringBuilder text = new StringBuilder(String.format(BEGIN, capacity(), sequences.size(), MAP));
        for (int i = 0; i < sequences.size(); i++) {
            text.append(String.format(FUNCTION, function(i), i, capacity() - 1));
        }
        return text.toString();
    }

    /** A power of two, so that the verifier sees that no index leads out of the values. */
    private int capacity() {
        int longest = sequences.stream().mapToInt(s -> s.values().size()).max().orElse(0);
        return Math.max(FEWEST, Integer.highestOneBit(Math.max(1, longest - 1)) << 1);
    }

    /** What the map holds when it is loaded. */
    byte[] content() {
        int capacity = capacity();
        ByteBuffer content = ByteBuffer.allocate(sequences.size() * (capacity + 2) * Long.BYTES)
                .order(ByteOrder.nativeOrder());
        for (Sequence sequence : sequences) {
            List<Long> values = sequence.values();
            content.putLong(0).putLong(values.size() - 1);
            for (int i = 0; i < capacity; i++) {
                content.putLong(i < values.size() ? values.get(i) : 0);
            }
        }
        return content.array();
    }
}
