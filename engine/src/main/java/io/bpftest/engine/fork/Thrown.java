package io.bpftest.engine.fork;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A throwable on its way to the host.
 *
 * @param type the name of its class
 * @param assertion whether it is an {@link AssertionError}
 * @param message what it says
 * @param stack where it was made
 * @param cause what caused it
 * @param suppressed what it suppressed
 * @param expected what an assertion expected, as text; null if it does not tell
 * @param actual what an assertion found, as text; null if it does not tell
 * @param serialized itself, or no bytes if it cannot be serialized
 */
public record Thrown(
        String type,
        boolean assertion,
        @Nullable String message,
        List<StackTraceElement> stack,
        @Nullable Thrown cause,
        List<Thrown> suppressed,
        @Nullable String expected,
        @Nullable String actual,
        byte[] serialized) {}
