package io.bpftest.engine.place;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What belongs to a place and is closed with it, what came last first: programs, sockets, groups within a group. */
public final class PlaceContents implements AutoCloseable {

    private final Deque<AutoCloseable> all = new ArrayDeque<>();

    /** Takes something over; gives it back. */
    public synchronized <C extends AutoCloseable> C add(C closeable) {
        all.addLast(closeable);
        return closeable;
    }

    /** What is of a kind, in the order it came; closed ones too. */
    public synchronized <C> List<C> of(Class<C> kind) {
        return List.copyOf(all).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** Remembers what there is; running the result closes what came since. */
    public synchronized Runnable checkpoint() {
        List<AutoCloseable> known = List.copyOf(all);
        return () -> closeAllBut(known);
    }

    @Override
    public void close() {
        closeAllBut(List.of());
    }

    /** Closes all, whatever fails; throws the first failure. */
    private void closeAllBut(List<AutoCloseable> known) {
        List<AutoCloseable> closing = new ArrayList<>();
        synchronized (this) {
            all.descendingIterator().forEachRemaining(c -> {
                if (!known.contains(c)) {
                    closing.add(c);
                }
            });
            all.removeAll(closing);
        }
        RuntimeException failure = null;
        for (AutoCloseable closeable : closing) {
            try {
                closeable.close();
            } catch (Exception e) {
                RuntimeException unchecked = e instanceof RuntimeException r ? r : new IllegalStateException(e);
                if (failure == null) {
                    failure = unchecked;
                } else {
                    failure.addSuppressed(unchecked);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
