package io.bpftest.engine.place;

import io.bpftest.error.HostCodeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.HostCode;
import io.bpftest.spi.CurrentTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The threads that run a test's code in a certain place: each enters it, and leaves it with the end of its code. */
public class PlaceThreads {

    /** How long code may go on after it was interrupted. */
    private static final long GRACE_MILLIS = 2_000;

    private final String place;
    private final Runnable enter;
    private final Runnable leave;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Prepares to run code.
     *
     * @param place what the place is called, such as {@code cgroup test-1}
     * @param enter takes the calling thread there
     * @param leave takes the calling thread away
     */
    public PlaceThreads(String place, Runnable enter, Runnable leave) {
        this.place = place;
        this.enter = enter;
        this.leave = leave;
    }

    /** Runs code and waits for it; throws what it throws, a checked exception as the cause of a HostCodeException. */
    public <T extends @Nullable Object> T call(Duration limit, HostCode<T> code) {
        CurrentTest test = CurrentTest.get();
        FutureTask<T> task = new FutureTask<>(() -> {
            CurrentTest.set(() -> test);
            enter.run();
            try {
                return code.run();
            } finally {
                leave.run();
            }
        });
        Thread thread = begin(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw here(e.getCause());
        } catch (TimeoutException e) {
            throw givenUp(limit, thread, "it took more than " + text(limit));
        } catch (InterruptedException e) {
            HostCodeException failure = givenUp(limit, thread, "the thread that waited for it was interrupted");
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** Begins to do some work; gives the thread that does it. */
    protected Thread begin(Runnable work) {
        Thread thread = new Thread(null, work, "bpf-test " + place, 0, false);
        thread.setDaemon(true);
        synchronized (threads) {
            threads.removeIf(known -> !known.isAlive());
            threads.add(thread);
            thread.start();
        }
        return thread;
    }

    /**
     * Interrupts all code and waits for its end.
     *
     * @throws HostCodeException if some goes on regardless; says where it is
     */
    public void end() {
        checkNoneGoesOn(place, interrupt());
    }

    /** Interrupts all code and waits for its end; says where that is which goes on regardless. */
    public List<String> interrupt() {
        List<Thread> running;
        synchronized (threads) {
            running = List.copyOf(threads);
        }
        running.forEach(Thread::interrupt);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        running.forEach(thread -> join(thread, end));
        return running.stream().filter(Thread::isAlive).map(PlaceThreads::where).toList();
    }

    /**
     * Does nothing if all code has ended.
     *
     * @param going where that is which goes on
     * @throws HostCodeException otherwise
     */
    public static void checkNoneGoesOn(String place, List<String> going) {
        if (!going.isEmpty()) {
            throw new HostCodeException(new Problem(
                    "Code in " + place + " goes on though it was interrupted",
                    String.join("\n", going),
                    "code that ends when its thread is interrupted",
                    "wait in ways that an interrupt ends, and close sockets that threads read from"));
        }
    }

    private HostCodeException givenUp(Duration limit, Thread thread, String found) {
        String where = where(thread);
        thread.interrupt();
        join(thread, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
        String after = thread.isAlive() ? "\nit goes on though it was interrupted" : "";
        return new HostCodeException(new Problem(
                "Code in " + place + " was given up",
                found + ", " + where + after,
                "code that ends within " + text(limit),
                "correct it, give sockets a timeout, or give a longer limit"));
    }

    private static String where(Thread thread) {
        StringBuilder text = new StringBuilder("at");
        StackTraceElement[] stack = thread.getStackTrace();
        for (int i = 0; i < Math.min(8, stack.length); i++) {
            text.append("\n  ").append(stack[i]);
        }
        return text.toString();
    }

    private static void join(Thread thread, long end) {
        boolean interrupted = false;
        long left = end - System.nanoTime();
        while (left > 0 && thread.isAlive()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = end - System.nanoTime();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives a time as messages show it. */
    public static String text(Duration limit) {
        return limit.toMillis() < 1000 ? limit.toMillis() + " ms" : limit.toMillis() / 1000.0 + " s";
    }

    /** The failure of the code, with the line of the test that called it behind its own. */
    private RuntimeException here(@Nullable Throwable thrown) {
        if (thrown instanceof RuntimeException || thrown instanceof Error) {
            List<StackTraceElement> both = new ArrayList<>(List.of(thrown.getStackTrace()));
            both.addAll(List.of(new Throwable().getStackTrace()));
            thrown.setStackTrace(both.toArray(new StackTraceElement[0]));
            if (thrown instanceof Error error) {
                throw error;
            }
            return (RuntimeException) thrown;
        }
        return new HostCodeException(
                new Problem(
                        "Code in " + place + " failed",
                        String.valueOf(thrown),
                        "code that ends without an exception",
                        "see the cause"),
                thrown);
    }
}
