package io.bpftest.engine.platform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.UniqueId;

/**
 * What the parts that JUnit calls during one discovery must know of each other: the engine takes classes, the filter
 * hides them from Jupiter. A build's settings can leave out either, so neither may count on an earlier discovery.
 */
final class Discovery {

    /** All of one discovery happens in one thread; one may happen within another. */
    private static final ThreadLocal<Deque<Discovery>> RUNNING = ThreadLocal.withInitial(ArrayDeque::new);

    private final Set<UniqueId> taken = new HashSet<>();

    static void begin() {
        RUNNING.get().push(new Discovery());
    }

    static void end() {
        RUNNING.get().poll();
    }

    /** The discovery that this thread is in; null if JUnit did not tell of its begin. */
    static @Nullable Discovery current() {
        return RUNNING.get().peek();
    }

    /** Says that the engine runs a class, without those nested in it; by Jupiter's id. */
    void take(UniqueId type) {
        taken.add(type);
    }

    boolean isTaken(UniqueId type) {
        return taken.contains(type);
    }
}
