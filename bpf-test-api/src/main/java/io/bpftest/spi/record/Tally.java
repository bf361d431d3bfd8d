package io.bpftest.spi.record;

import io.bpftest.program.PacketDecision;
import io.bpftest.program.PacketRun;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.Run;
import io.bpftest.program.VerifierFigure;
import io.bpftest.program.VerifierFigures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * How often one program gave what in one test, and the first packets of it. Counting allocates nothing and waits for
 * nobody, but when a value is seen for the first time. For several threads.
 */
final class Tally {

    /** Further values are counted together: a socket filter may give a different length for each packet. */
    static final int MOST_VALUES = 16;

    /** The packets of so many different outcomes are kept. */
    static final int MOST_EXCHANGES = 4;

    private final ProgramInfo program;
    private final ProgramFigures figures;
    private final AtomicLongArray counts = new AtomicLongArray(MOST_VALUES + 1);
    private final String[] outcomes = new String[MOST_VALUES];
    private final String[] kinds = new String[MOST_VALUES];
    private final boolean[] named = new boolean[MOST_VALUES];
    private final List<Exchange> exchanges = new ArrayList<>();
    private volatile int[] values = {};
    private volatile VerifierFigures verifier = VerifierFigures.unknown();

    Tally(ProgramInfo program, ProgramFigures figures) {
        this.program = program;
        this.figures = figures;
    }

    ProgramInfo program() {
        return program;
    }

    ProgramFigures figures() {
        return figures;
    }

    /** Keeps what the verifier counted, once a test has asked for it. */
    void verified(VerifierFigures counted) {
        verifier = counted;
    }

    boolean isLike(Tally other) {
        return program == other.program || program.equals(other.program);
    }

    /** Counts a run of which nothing but its return value is known. */
    void count(int value) {
        int index = indexOf(value);
        counts.incrementAndGet(index < 0 ? add(value, null) : index);
    }

    void count(Run run) {
        int index = indexOf(run.returnValue());
        if (index < 0 || index < MOST_VALUES && !named[index]) {
            index = add(run.returnValue(), run);
        }
        counts.incrementAndGet(index);
    }

    private int indexOf(int value) {
        int[] known = values;
        for (int i = 0; i < known.length; i++) {
            if (known[i] == value) {
                return i;
            }
        }
        return known.length == MOST_VALUES ? MOST_VALUES : -1;
    }

    private synchronized int add(int value, @Nullable Run run) {
        int index = indexOf(value);
        if (index < 0) {
            index = values.length;
            outcomes[index] = Integer.toString(value);
            kinds[index] = "other";
            int[] more = Arrays.copyOf(values, index + 1);
            more[index] = value;
            values = more;
        }
        if (run != null && index < MOST_VALUES && !named[index]) {
            outcomes[index] = run.outcome();
            kinds[index] = kind(run);
            if (run instanceof PacketRun packet && exchanges.size() < MOST_EXCHANGES) {
                exchanges.add(Exchange.of(packet));
            }
            named[index] = true;
        }
        return index;
    }

    private static String kind(Run run) {
        return !(run instanceof PacketDecision decision)
                ? "other"
                : decision.passes() ? "pass" : decision.drops() ? "drop" : "other";
    }

    synchronized void write(JsonText json) {
        json.object()
                .member("name", program.name())
                .member("section", program.section())
                .member("title", program.title())
                .member("source", program.source())
                .member("kernel", program.kernel())
                .member("environment", program.environment())
                .member("verified", figures.verified())
                .member("translated", figures.translated())
                .member("jited", figures.jited());
        verifier.value(VerifierFigure.STATES).ifPresent(states -> json.member("states", states));
        verifier.value(VerifierFigure.STACK).ifPresent(stack -> json.member("stack", stack));
        json.array("outcomes");
        for (int i = 0; i < values.length; i++) {
            outcome(json, outcomes[i], kinds[i], counts.get(i));
        }
        if (counts.get(MOST_VALUES) > 0) {
            outcome(json, "any other", "other", counts.get(MOST_VALUES));
        }
        json.endArray().array("packets");
        for (Exchange packet : exchanges) {
            json.object()
                    .member("outcome", packet.outcome())
                    .bytes("in", packet.input())
                    .member("inLength", packet.inputLength())
                    .bytes("out", packet.output())
                    .member("outLength", packet.outputLength())
                    .endObject();
        }
        json.endArray().endObject();
    }

    private static void outcome(JsonText json, String text, String kind, long count) {
        json.object()
                .member("text", text)
                .member("kind", kind)
                .member("count", count)
                .endObject();
    }
}
