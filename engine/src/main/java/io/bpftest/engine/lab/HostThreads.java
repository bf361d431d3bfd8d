package io.bpftest.engine.lab;

import io.bpftest.engine.kernel.NetworkNamespace;
import io.bpftest.error.HostCodeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.HostCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The threads of a host that run a test's code: each enters the host's namespace and ends with its code. */
final class HostThreads {

    /** How long code may go on after it was interrupted. */
    private static final long GRACE_MILLIS = 2_000;

    private final String name;
    private final NetworkNamespace namespace;
    private final List<Thread> threads = new ArrayList<>();

    HostThreads(String name, NetworkNamespace namespace) {
        this.name = name;
        this.namespace = namespace;
    }

    /** Runs code and waits for it. */
    <T extends @Nullable Object> T call(Duration limit, HostCode<T> code) {
        FutureTask<T> task = new FutureTask<>(() -> {
            namespace.enter();
            return code.run();
        });
        Thread thread = begin(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw here(e.getCause());
        } catch (TimeoutException e) {
            throw tooLong(limit, thread, "it took more than " + text(limit));
        } catch (InterruptedException e) {
            HostCodeException failure = tooLong(limit, thread, "the thread that waited for it was interrupted");
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    private Thread begin(Runnable work) {
        Thread thread = new Thread(null, work, "bpf-test host " + name, 0, false);
        thread.setDaemon(true);
        synchronized (threads) {
            threads.removeIf(known -> !known.isAlive());
            threads.add(thread);
            thread.start();
        }
        return thread;
    }

    /** Interrupts all code; gives the names of threads that go on regardless. */
    List<String> end() {
        List<Thread> running;
        synchronized (threads) {
            running = List.copyOf(threads);
        }
        running.forEach(Thread::interrupt);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
        running.forEach(thread -> join(thread, end));
        return running.stream().filter(Thread::isAlive).map(HostThreads::where).toList();
    }

    private HostCodeException tooLong(Duration limit, Thread thread, String found) {
        String where = where(thread);
        thread.interrupt();
        join(thread, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS));
        String after = thread.isAlive() ? "\nit goes on though it was interrupted" : "";
        return new HostCodeException(new Problem(
                "Code in host " + name + " was given up",
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

    static String text(Duration limit) {
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
                        "Code in host " + name + " failed",
                        String.valueOf(thrown),
                        "code that ends without an exception",
                        "see the cause"),
                thrown);
    }
}
