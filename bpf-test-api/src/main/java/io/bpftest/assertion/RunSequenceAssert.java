package io.bpftest.assertion;

import io.bpftest.program.PacketDecision;
import io.bpftest.program.PacketRun;
import io.bpftest.program.RunSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the runs of a sequence of packets. A call such as {@link #first} or {@link #rest} says which packets are
 * spoken of, all until then; the next says what became of each of them.
 *
 * <pre>{@code
 * assertThat(limiter.runAll(packets)).first(5).pass().rest().drop();
 * }</pre>
 *
 * <p>A failure names the first packet that is otherwise, tells the runs around it, and saves the whole sequence as a
 * capture in the report folder.
 *
 * @param <R> what a run gives
 */
public class RunSequenceAssert<R extends PacketRun> extends AbstractBpfAssert<RunSequenceAssert<R>, RunSequence<R>> {

    private int from = 1;
    private int to;

    /** Makes assertions on runs; see {@link BpfAssertions#assertThat(RunSequence)}. */
    @SuppressWarnings("unchecked")
    public RunSequenceAssert(@Nullable RunSequence<R> actual) {
        super(actual, (Class<RunSequenceAssert<R>>) (Class<?>) RunSequenceAssert.class);
        this.to = actual == null ? 0 : actual.size();
    }

    /**
     * Checks how many packets ran.
     *
     * <pre>{@code
     * assertThat(limiter.runAll(tenPackets)).hasSize(10); // passes
     * assertThat(limiter.runAll(tenPackets)).hasSize(9);  // fails
     * }</pre>
     */
    public RunSequenceAssert<R> hasSize(int expected) {
        isNotNull();
        if (actual.size() != expected) {
            throw failed(new SequenceFailure(actual).text("has " + count(actual.size()) + ", expected " + expected));
        }
        return myself;
    }

    /**
     * Speaks of the first packets from now on.
     *
     * <pre>{@code
     * assertThat(limiter.runAll(tenPackets)).first(5).pass();  // passes
     * assertThat(limiter.runAll(tenPackets)).first(11).pass(); // fails: there are 10
     * }</pre>
     *
     * @param count at least 1
     */
    public RunSequenceAssert<R> first(int count) {
        return select(1, count, count);
    }

    /** Speaks of the packets that follow those spoken of so far; as {@link #first}. */
    public RunSequenceAssert<R> next(int count) {
        return select(to + 1, to + count, count);
    }

    /**
     * Speaks of all packets that follow those spoken of so far; fails if there are none.
     *
     * <pre>{@code
     * assertThat(limiter.runAll(tenPackets)).first(5).pass().rest().drop();  // passes
     * assertThat(limiter.runAll(tenPackets)).first(10).pass().rest().drop(); // fails: none is left
     * }</pre>
     */
    public RunSequenceAssert<R> rest() {
        isNotNull();
        return select(to + 1, Math.max(to + 1, actual.size()), 1);
    }

    /** Speaks of the rest; reads well before a last check: {@code first(5).pass().then().drop()}. As {@link #rest}. */
    public RunSequenceAssert<R> then() {
        return rest();
    }

    /**
     * Speaks of one packet.
     *
     * <pre>{@code
     * assertThat(limiter.runAll(tenPackets)).packet(6).drop(); // passes
     * }</pre>
     *
     * @param number from 1
     */
    public RunSequenceAssert<R> packet(int number) {
        return select(number, number, 1);
    }

    /** Speaks of all packets again. */
    public RunSequenceAssert<R> all() {
        isNotNull();
        return select(1, actual.size(), 1);
    }

    /**
     * Checks that the packets pass: XDP_PASS, TC_ACT_OK, a socket filter that accepts, and the like.
     *
     * <pre>{@code
     * assertThat(limiter.runAll(tenPackets)).first(5).pass(); // passes
     * assertThat(limiter.runAll(tenPackets)).pass();          // fails: packet 6 is dropped
     * }</pre>
     */
    public RunSequenceAssert<R> pass() {
        return each(run -> run instanceof PacketDecision decision && decision.passes(), "to pass the packet");
    }

    /**
     * Checks that the packets are dropped: XDP_DROP, TC_ACT_SHOT, a socket filter that returns 0, and the like.
     *
     * <pre>{@code
     * assertThat(limiter.runAll(tenPackets)).packet(6).drop(); // passes
     * assertThat(limiter.runAll(tenPackets)).packet(5).drop(); // fails
     * }</pre>
     */
    public RunSequenceAssert<R> drop() {
        return each(run -> run instanceof PacketDecision decision && decision.drops(), "to drop the packet");
    }

    /**
     * Checks the return value for each packet, as 32 bits.
     *
     * <pre>{@code
     * assertThat(classifier.runAll(packets)).first(2).allReturn(7); // passes
     * assertThat(classifier.runAll(packets)).rest().allReturn(7);   // fails
     * }</pre>
     */
    public RunSequenceAssert<R> allReturn(int value) {
        return each(run -> run.returnValue() == value, "return value " + value);
    }

    /**
     * Checks the outcome for each packet, in the words that failure texts have for it.
     *
     * <pre>{@code
     * assertThat(balancer.runAll(packets)).haveOutcome("XDP_TX"); // passes
     * }</pre>
     *
     * @param outcome as {@link PacketRun#outcome()} gives it; in any case of letters
     */
    public RunSequenceAssert<R> haveOutcome(String outcome) {
        String wanted = outcome.toLowerCase(Locale.ROOT);
        return each(run -> run.outcome().toLowerCase(Locale.ROOT).equals(wanted), outcome);
    }

    /**
     * Checks each run by other assertions.
     *
     * <pre>{@code
     * assertThat(marker.runAll(packets)).first(5).satisfy(run -> assertThat(run).hasMark(7));
     * }</pre>
     */
    public RunSequenceAssert<R> satisfy(Consumer<? super R> assertions) {
        isNotNull();
        for (int number = from; number <= to; number++) {
            try {
                assertions.accept(actual.run(number));
            } catch (AssertionError e) {
                AssertionError error = failed(new SequenceFailure(actual).because(number, e));
                error.initCause(e);
                throw error;
            }
        }
        return myself;
    }

    private RunSequenceAssert<R> each(Predicate<R> right, String expected) {
        isNotNull();
        List<Integer> wrong = new ArrayList<>();
        for (int number = from; number <= to; number++) {
            if (!right.test(actual.run(number))) {
                wrong.add(number);
            }
        }
        if (!wrong.isEmpty()) {
            throw failed(new SequenceFailure(actual).outcome(wrong, to - from + 1, expected));
        }
        return myself;
    }

    private RunSequenceAssert<R> select(int first, int last, int count) {
        isNotNull();
        if (count < 1 || first < 1) {
            throw new IllegalArgumentException("at least one packet, from number 1 on");
        }
        if (last > actual.size()) {
            String expected = last == first ? "a packet " + first : "packets " + first + " to " + last;
            throw failed(new SequenceFailure(actual).text("has " + count(actual.size()) + ", expected " + expected));
        }
        from = first;
        to = last;
        return myself;
    }

    private static String count(int packets) {
        return packets + (packets == 1 ? " packet" : " packets");
    }
}
