package io.bpftest.engine.run;

import io.bpftest.program.ClassicInstruction;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToIntFunction;

/** As many pairs of sockets with one filter as threads have run it at once. */
final class FilteredPairs implements AutoCloseable {

    private final String name;
    private final List<ClassicInstruction> instructions;
    private final Queue<FilteredPair> idle = new ConcurrentLinkedQueue<>();

    /**
     * Takes a filter.
     *
     * @throws io.bpftest.error.FilterException if the kernel does not
     */
    FilteredPairs(String name, List<ClassicInstruction> instructions) {
        this.name = name;
        this.instructions = instructions;
        idle.add(opened());
    }

    /** Sends a packet through the filter, as {@link FilteredPair#send} does. */
    int send(byte[] packet) {
        return send(pair -> pair.send(packet));
    }

    /** As {@link #send(byte[])}, from native memory that is not the thread's scratch. */
    int send(long packet, int length) {
        return send(pair -> pair.send(packet, length));
    }

    private int send(ToIntFunction<FilteredPair> step) {
        FilteredPair known = idle.poll();
        FilteredPair pair = known == null ? opened() : known;
        try {
            return step.applyAsInt(pair);
        } finally {
            idle.add(pair);
        }
    }

    private FilteredPair opened() {
        FilteredPair pair = FilteredPair.open();
        int error = pair.filter(instructions);
        if (error != 0) {
            try (pair) {
                throw FilterRefusal.of(name, instructions, error, pair::filter);
            }
        }
        return pair;
    }

    @Override
    public void close() {
        for (FilteredPair pair = idle.poll(); pair != null; pair = idle.poll()) {
            pair.close();
        }
    }
}
