package io.bpftest.engine.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.ExecutionRequest;

/** Whether a run is to end early. JUnit 6 can say so, JUnit 5 cannot; what does not exist in both is called by name. */
final class Cancellation {

    private final @Nullable Object token;
    private final @Nullable Method isRequested;

    Cancellation(ExecutionRequest request) {
        Object found = null;
        Method method = null;
        try {
            found = ExecutionRequest.class.getMethod("getCancellationToken").invoke(request);
            method =
                    Class.forName("org.junit.platform.engine.CancellationToken").getMethod("isCancellationRequested");
        } catch (ReflectiveOperationException e) {
            // JUnit 5.
            method = null;
        }
        token = found;
        isRequested = method;
    }

    boolean isRequested() {
        Method asked = isRequested;
        if (asked == null) {
            return false;
        }
        try {
            return (boolean) asked.invoke(token);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("JUnit does not tell whether the run is cancelled", e);
        }
    }
}
