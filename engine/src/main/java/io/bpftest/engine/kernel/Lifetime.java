package io.bpftest.engine.kernel;

import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Tells the handles of one loaded object whether it is still there: file descriptors are reused, so a handle must not
 * use its own after the object is closed.
 */
public final class Lifetime {

    private final String subject;
    private final ReadWriteLock uses = new ReentrantReadWriteLock();
    private final Deque<Runnable> releases = new ArrayDeque<>();
    private final Map<Object, Object> shared = new HashMap<>();
    private volatile boolean ended;

    /** Begins the life of what the subject names. */
    public Lifetime(String subject) {
        this.subject = subject;
    }

    /**
     * Does nothing as long as the object is open.
     *
     * @throws ObjectClosedException afterwards
     */
    public void check() {
        if (ended) {
            throw new ObjectClosedException(new Problem(
                    subject + " is closed",
                    "a handle that outlived its object",
                    "a handle of an open object",
                    "use handles only in the test, or the try block, that they were made for"));
        }
    }

    /**
     * Does something that must end before the object is closed: memory that is gone would end the JVM.
     *
     * @throws ObjectClosedException if the object is closed
     */
    public <R> R during(Supplier<R> action) {
        uses.readLock().lock();
        try {
            check();
            return action.get();
        } finally {
            uses.readLock().unlock();
        }
    }

    /** Tells whether the object is closed. */
    public boolean hasEnded() {
        return ended;
    }

    /**
     * Has something released when the life ends, what came last first.
     *
     * @throws ObjectClosedException if it has ended
     */
    public synchronized void atEnd(Runnable release) {
        check();
        releases.push(release);
    }

    /**
     * Gives what the handles of one thing share, made at first use.
     *
     * @throws ObjectClosedException if the life has ended
     */
    public synchronized <T> T shared(Object key, Class<T> type, Supplier<T> maker) {
        check();
        Object known = shared.get(key);
        if (known == null) {
            known = maker.get();
            shared.put(key, known);
        }
        return type.cast(known);
    }

    /** Ends the life; returns whether this call did. */
    public boolean end() {
        boolean first;
        uses.writeLock().lock();
        try {
            first = !ended;
            ended = true;
        } finally {
            uses.writeLock().unlock();
        }
        release();
        return first;
    }

    private synchronized void release() {
        while (!releases.isEmpty()) {
            releases.pop().run();
        }
    }
}
