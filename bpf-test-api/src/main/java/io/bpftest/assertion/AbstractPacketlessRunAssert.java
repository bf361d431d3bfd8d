package io.bpftest.assertion;

import io.bpftest.program.PacketlessRun;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the run of any program that takes no packet.
 *
 * <p>A failure tells what went in, what the program's maps hold, where the program comes from and where it ran.
 *
 * @param <S> the assert class itself
 * @param <R> the run
 */
public abstract class AbstractPacketlessRunAssert<S extends AbstractPacketlessRunAssert<S, R>, R extends PacketlessRun>
        extends AbstractBpfAssert<S, R> {

    /** Takes the run and the class of the assertions on it. */
    protected AbstractPacketlessRunAssert(@Nullable R actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Checks the return value, as 32 bits.
     *
     * <pre>{@code
     * SyscallRun run = loader.run(request); // returns 0
     * assertThat(run).returns(0);           // passes
     * assertThat(run).returns(-22);         // fails
     * }</pre>
     */
    public S returns(int value) {
        isNotNull();
        return check(actual.returnValue() == value, outcome(value));
    }

    /** Names a return value as {@link PacketlessRun#outcome()} does. */
    String outcome(int value) {
        return Integer.toString(value);
    }

    /** Fails unless the outcome is right, with both outcomes. */
    final S check(boolean right, String expected) {
        isNotNull();
        if (!right) {
            throw failed(PacketlessFailure.outcome(actual, expected), actual.outcome(), expected);
        }
        return myself;
    }
}
