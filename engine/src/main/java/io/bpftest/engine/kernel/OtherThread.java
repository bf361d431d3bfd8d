package io.bpftest.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Calls in another thread that look as if they were made in this one. */
public final class OtherThread {

    private OtherThread() {}

    /**
     * Gives what a call gives, or throws what it throws, with this thread's stack behind that thread's: a failure has to
     * show the line of the test. Waits until the call is over, also when this thread is interrupted meanwhile.
     */
    public static <T> T call(ExecutorService thread, Supplier<T> call) {
        Future<T> result = thread.submit(call::get);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw here(Objects.requireNonNull(e.getCause()));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException here(Throwable thrown) {
        List<StackTraceElement> both = new ArrayList<>();
        Collections.addAll(both, thrown.getStackTrace());
        both.addAll(Arrays.asList(new Throwable().getStackTrace()));
        thrown.setStackTrace(both.toArray(new StackTraceElement[0]));
        if (thrown instanceof Error error) {
            throw error;
        }
        return (RuntimeException) thrown;
    }
}
