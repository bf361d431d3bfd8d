package io.bpftest.engine.cgroup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** What belongs to a group and is closed with it, what came last first: programs, sockets, groups within it. */
final class GroupContents implements AutoCloseable {

    private final Deque<AutoCloseable> all = new ArrayDeque<>();

    synchronized void add(AutoCloseable closeable) {
        all.addLast(closeable);
    }

    /** What is attached, in the order it was attached; closed ones too. */
    synchronized Stream<GroupAttachment> attachments() {
        return List.copyOf(all).stream()
                .filter(GroupAttachment.class::isInstance)
                .map(GroupAttachment.class::cast);
    }

    /** Remembers what there is; running the result closes what came since. */
    synchronized Runnable checkpoint() {
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
