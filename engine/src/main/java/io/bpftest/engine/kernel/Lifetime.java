package io.bpftest.engine.kernel;

import io.bpftest.error.ObjectClosedException;
import io.bpftest.error.Problem;
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

    /** Ends the life; returns whether this call did. */
    public boolean end() {
        uses.writeLock().lock();
        try {
            boolean first = !ended;
            ended = true;
            return first;
        } finally {
            uses.writeLock().unlock();
        }
    }
}
