package io.bpftest.engine.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Threads of this JVM that stand for the guest's: build tools tell by the thread which test has printed something. What
 * happens in them happens one after another, as the guest told it.
 */
final class Lanes implements AutoCloseable {

    private final long main;
    private final Map<Long, ExecutorService> lanes = new HashMap<>();

    /** Has this thread stand for one of the guest's. */
    Lanes(long main) {
        this.main = main;
    }

    /** Does it in the lane of a thread that runs tests. */
    void run(long thread, Runnable work) {
        if (thread == main) {
            work.run();
        } else {
            await(lanes.computeIfAbsent(thread, Lanes::open), work);
        }
    }

    /** Does it in the thread's lane if it has one; threads that tests start themselves have none. */
    void runIfKnown(long thread, Runnable work) {
        run(lanes.containsKey(thread) ? thread : main, work);
    }

    private static ExecutorService open(long thread) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "tests of guest thread " + thread);
            made.setDaemon(true);
            made.setContextClassLoader(loader);
            return made;
        });
    }

    private static void await(ExecutorService lane, Runnable work) {
        try {
            lane.submit(work).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            // It is done nevertheless; whoever waits for the guest next is told.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        lanes.values().forEach(ExecutorService::shutdownNow);
    }
}
