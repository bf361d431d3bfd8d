package io.bpftest.assertion;

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.error.AssertionErrorCreator;
import org.jspecify.annotations.Nullable;

/** Turns failure texts into AssertJ's errors. */
abstract class AbstractBpfAssert<S extends AbstractBpfAssert<S, A>, A> extends AbstractAssert<S, A> {

    private static final String PACKAGE = AbstractBpfAssert.class.getPackageName() + ".";

    AbstractBpfAssert(@Nullable A actual, Class<S> type) {
        super(actual, type);
    }

    /** Makes the error, with the description and the overriding message that the user may have given. */
    final AssertionError failed(FailureText text) {
        return failure("%s", text);
    }

    /** As {@link #failed(FailureText)}, with two texts that an IDE shows side by side. */
    final AssertionError failed(FailureText text, String found, String expected) {
        // AssertJ's own way to an error with both values formats the message twice, so that a "%n" in it gets lost.
        AssertionError plain = failed(text);
        String message = String.valueOf(plain.getMessage());
        AssertionError error =
                new AssertionErrorCreator().assertionError(message, found, expected, info.representation());
        error.setStackTrace(plain.getStackTrace());
        return error;
    }

    /** Takes the assert classes out of the stack trace, so that it starts with the test. */
    @Override
    protected boolean isElementOfCustomAssert(StackTraceElement element) {
        String name = element.getClassName();
        return name.startsWith(PACKAGE) && name.endsWith("Assert");
    }
}
