package io.bpftest.assertion;

import io.bpftest.program.SkbRun;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the run of a program of an skb type: what it left in its context.
 *
 * @param <S> the assert class itself
 * @param <R> the run
 */
public abstract class AbstractSkbRunAssert<S extends AbstractSkbRunAssert<S, R>, R extends SkbRun>
        extends AbstractRunAssert<S, R> {

    /** Takes the run and the class of the assertions on it. */
    protected AbstractSkbRunAssert(@Nullable R actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Checks {@code skb->mark}, as 32 bits.
     *
     * <pre>{@code
     * assertThat(marker.run(dns)).hasMark(7); // passes
     * assertThat(marker.run(dns)).hasMark(8); // fails
     * }</pre>
     */
    public S hasMark(int mark) {
        isNotNull();
        return context("mark", Integer.toUnsignedString(actual.context().mark()), Integer.toUnsignedString(mark));
    }

    /**
     * Checks {@code skb->priority}, as 32 bits.
     *
     * <pre>{@code
     * assertThat(classifier.run(voice)).hasPriority(6); // passes
     * assertThat(classifier.run(mail)).hasPriority(6);  // fails
     * }</pre>
     */
    public S hasPriority(int priority) {
        isNotNull();
        String found = Integer.toUnsignedString(actual.context().priority());
        return context("priority", found, Integer.toUnsignedString(priority));
    }

    /**
     * Checks {@code skb->cb}, the control block.
     *
     * <pre>{@code
     * assertThat(first.run(packet)).hasControlBlock(1, 2);       // passes: the other words are 0
     * assertThat(first.run(packet)).hasControlBlock(1, 2, 0, 9); // fails
     * }</pre>
     *
     * @param words the words from the first on; those left out are 0
     */
    public S hasControlBlock(int... words) {
        isNotNull();
        int[] found = actual.context().controlBlock();
        return context(
                "control block",
                Arrays.toString(found),
                Arrays.toString(Arrays.copyOf(words, Math.max(words.length, found.length))));
    }

    private S context(String field, String found, String expected) {
        if (!found.equals(expected)) {
            throw failed(describe(RunFailure.context(actual, field, found, expected)), found, expected);
        }
        return myself;
    }
}
