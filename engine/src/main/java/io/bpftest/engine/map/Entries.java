package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.map.MapRefusal.Operation;

/**
 * All entries of a map as bytes, read and written many at a time where the kernel can do so for this kind, else one by one.
 *
 * <p>A batch is read into memory of its own and shown from there, so that what it is shown to may do anything.
 */
final class Entries {

    private final MapCalls calls;
    private final int keySize;
    private final int valueSize;

    Entries(MapCalls calls, int keySize, int valueSize) {
        this.calls = calls;
        this.keySize = keySize;
        this.valueSize = valueSize;
    }

    /** Takes an entry as the addresses of its key and value, which hold until it returns. */
    @FunctionalInterface
    interface Step {
        void at(long key, long value);
    }

    /** Writes the entry of a number to the addresses of its key and value. */
    @FunctionalInterface
    interface Source {
        void write(long key, long value);
    }

    /** One of the kernel's commands that read many entries. */
    @FunctionalInterface
    private interface BatchRead {
        int read(long in, long out, long keys, long values, long count);
    }

    /** Shows every entry. */
    void forEach(Step step) {
        if (!inBatches(calls::lookupBatch, Operation.READ, step)) {
            oneByOne(step);
        }
    }

    /** Removes every entry; only for kinds whose entries can be removed. */
    void removeAll() {
        if (!inBatches(calls::takeBatch, Operation.REMOVE, (key, value) -> {})) {
            removeOneByOne();
        }
    }

    /** Writes so many entries. */
    void writeAll(long entries, Source source) {
        try (EntryBuffer buffer = EntryBuffer.of(keySize, valueSize, (int) Math.min(entries, Integer.MAX_VALUE))) {
            boolean batches = true;
            for (long left = entries; left > 0; ) {
                int count = (int) Math.min(left, buffer.capacity());
                for (int i = 0; i < count; i++) {
                    source.write(buffer.key(i), buffer.value(i));
                }
                batches = write(buffer, count, batches);
                left -= count;
            }
        }
    }

    /** Writes a buffer's entries; from the first that the kernel refuses on one by one, which tells why. */
    private boolean write(EntryBuffer buffer, int count, boolean batches) {
        if (batches) {
            NativeMemory.putInt(buffer.count(), count);
            if (calls.updateBatch(buffer.key(0), buffer.value(0), buffer.count()) == 0) {
                return true;
            }
        }
        for (int i = 0; i < count; i++) {
            calls.update(buffer.key(i), buffer.value(i));
        }
        return false;
    }

    /** False where the kernel has no such command for this kind. */
    private boolean inBatches(BatchRead command, Operation operation, Step step) {
        EntryBuffer buffer = EntryBuffer.of(keySize, valueSize, calls.info().maxEntries());
        try {
            long in = 0;
            for (long seen = 0; seen < calls.mostSteps(); ) {
                NativeMemory.putInt(buffer.count(), buffer.capacity());
                int error = command.read(in, buffer.out(), buffer.key(0), buffer.value(0), buffer.count());
                if (Errno.ENOSPC.is(error)) {
                    // Entries whose hashes share a bucket come together or not at all.
                    EntryBuffer larger = buffer.doubled();
                    buffer.close();
                    buffer = larger;
                    in = in == 0 ? 0 : buffer.in();
                    continue;
                } else if (in == 0 && (Errno.ENOTSUPP.is(error) || Errno.EINVAL.is(error))) {
                    return false;
                } else if (error < 0 && !Errno.ENOENT.is(error) && !Errno.EINTR.is(error)) {
                    throw calls.refused(operation, error);
                }
                int count = NativeMemory.getInt(buffer.count());
                show(buffer, count, step);
                if (Errno.ENOENT.is(error)) {
                    return true;
                }
                // Kernels before 6.13 give up with EINTR on an entry that a program removed meanwhile.
                seen += Math.max(1, count);
                if (count > 0) {
                    buffer.advance();
                    in = buffer.in();
                }
            }
            return true;
        } finally {
            buffer.close();
        }
    }

    private static void show(EntryBuffer buffer, int count, Step step) {
        for (int i = 0; i < count; i++) {
            step.at(buffer.key(i), buffer.value(i));
        }
    }

    private void oneByOne(Step step) {
        try (EntryBuffer buffer = EntryBuffer.of(keySize, valueSize, 2)) {
            long key = 0;
            long next = buffer.in();
            for (long count = 0; count < calls.mostSteps() && calls.next(key, next); count++) {
                if (calls.lookup(next, buffer.value(0))) {
                    step.at(next, buffer.value(0));
                }
                key = next;
                buffer.advance();
                next = buffer.in();
            }
        }
    }

    private void removeOneByOne() {
        try (EntryBuffer buffer = EntryBuffer.of(keySize, valueSize, 1)) {
            for (long step = 0; step < calls.mostSteps() && calls.next(0, buffer.key(0)); step++) {
                calls.delete(buffer.key(0));
            }
        }
    }
}
