package io.bpftest.assertion;

import io.bpftest.lab.CallResult;
import io.bpftest.lab.ErrorNumber;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a system call gave.
 *
 * <p>A failure tells what came of the call instead, which programs were attached, and what their maps hold.
 *
 * @param <S> the assert class itself
 * @param <R> the result
 */
public abstract class AbstractCallAssert<S extends AbstractCallAssert<S, R>, R extends CallResult>
        extends AbstractBpfAssert<S, R> {

    /** Takes the result and the class of the assertions on it. */
    protected AbstractCallAssert(@Nullable R actual, Class<S> type) {
        super(actual, type);
    }

    /**
     * Checks that the call succeeded.
     *
     * <pre>{@code
     * assertThat(socket.connect("127.0.0.1", 8080)).succeeds(); // passes
     * assertThat(socket.connect("192.0.2.1", 80)).succeeds();   // fails: a program refuses it
     * }</pre>
     */
    public S succeeds() {
        isNotNull();
        return check(actual.succeeded(), "succeeded");
    }

    /**
     * Checks that the call failed with an error.
     *
     * <pre>{@code
     * assertThat(socket.connect("192.0.2.1", 80)).isRefusedWith(EPERM);  // passes
     * assertThat(socket.connect("192.0.2.1", 80)).isRefusedWith(EACCES); // fails
     * }</pre>
     */
    public S isRefusedWith(ErrorNumber error) {
        return isRefusedWith(error.number());
    }

    /**
     * As {@link #isRefusedWith(ErrorNumber)}, for a number of the program's own.
     *
     * @param errorNumber the error's number, positive
     */
    public S isRefusedWith(int errorNumber) {
        isNotNull();
        return check(
                !actual.succeeded() && actual.errorNumber() == errorNumber,
                "was refused with " + ErrorNumber.text(errorNumber));
    }

    /** Fails unless what came of the call is right, with both outcomes. */
    final S check(boolean right, String expected) {
        isNotNull();
        if (!right) {
            throw failed(CallFailure.outcome(actual, expected), actual.outcome(), expected);
        }
        return myself;
    }
}
