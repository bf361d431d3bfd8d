package io.bpftest.assertion;

import io.bpftest.program.Run;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the run of any program.
 *
 * <p>A failure tells what went in, what the program's maps hold, where the program comes from and where it ran.
 *
 * @param <S> the assert class itself
 * @param <R> the run
 */
public abstract class AbstractReturnAssert<S extends AbstractReturnAssert<S, R>, R extends Run>
        extends AbstractBpfAssert<S, R> {

    /** Takes the run and the class of the assertions on it. */
    protected AbstractReturnAssert(@Nullable R actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Checks the return value, as 32 bits.
     *
     * <pre>{@code
     * XdpRun run = firewall.run(packet); // returns XDP_DROP
     * assertThat(run).returns(1);        // passes
     * assertThat(run).returns(2);        // fails
     * }</pre>
     */
    public S returns(int value) {
        isNotNull();
        return check(actual.returnValue() == value, outcome(value));
    }

    /** Names a return value as {@link Run#outcome()} does. */
    abstract String outcome(int value);

    /** Adds what there is to say about the run, beginning with what went in. */
    abstract FailureText describe(FailureText text);

    /** Fails unless the outcome is right, with both outcomes. */
    final S check(boolean right, String expected) {
        isNotNull();
        if (!right) {
            throw failed(describe(RunFailure.outcome(actual, expected)), actual.outcome(), expected);
        }
        return myself;
    }

    /** Fails unless a part of the result is as expected, by their texts. */
    final S checkLeft(String part, String found, String expected) {
        if (!found.equals(expected)) {
            throw failed(describe(RunFailure.context(actual, part, found, expected)), found, expected);
        }
        return myself;
    }
}
