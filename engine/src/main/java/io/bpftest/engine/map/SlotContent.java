package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What program arrays, devmaps and cpumaps hold. The programs stay open, so that the kernel keeps them. */
final class SlotContent extends SlotMap implements MapContent {

    private final Map<Integer, Slot> slots;
    private final Map<Integer, Integer> programs = new HashMap<>();

    /**
     * What a slot held.
     *
     * @param number an interface or the length of a queue; 0 in a program array
     * @param program the kernel's number of the program, 0 for none
     */
    private record Slot(int number, int program) {}

    SlotContent(MapTarget target) {
        super(target);
        this.slots = read();
        slots.values().forEach(slot -> programs.computeIfAbsent(slot.program, this::open));
    }

    /** Slots that did not change are left alone: a cpumap's entry is a thread of the kernel's. */
    @Override
    public void restore() {
        Map<Integer, Slot> now = read();
        now.forEach((key, slot) -> {
            if (!slots.containsKey(key)) {
                empty(key);
            }
        });
        slots.forEach((key, slot) -> {
            if (!slot.equals(now.get(key))) {
                write(key, slot);
            }
        });
    }

    private void write(int key, Slot slot) {
        int program = programs.getOrDefault(slot.program, 0);
        int error = holdsPrograms() ? write(key, program, 0) : write(key, slot.number, program);
        if (error < 0) {
            throw calls().refused(Operation.WRITE, error);
        }
    }

    private Map<Integer, Slot> read() {
        Map<Integer, Slot> read = new LinkedHashMap<>();
        for (int key : keys()) {
            long value = find(key);
            if (value != 0) {
                int first = NativeMemory.getInt(value);
                boolean two = info().valueSize() > Integer.BYTES;
                int second = two ? NativeMemory.getInt(value + Integer.BYTES) : 0;
                read.put(key, holdsPrograms() ? new Slot(0, first) : new Slot(first, second));
            }
        }
        return read;
    }

    private boolean holdsPrograms() {
        return info().type() == MapType.PROG_ARRAY;
    }

    private int open(int program) {
        if (program == 0) {
            return 0;
        }
        int descriptor = ObjectId.openProgram(program);
        if (descriptor < 0) {
            throw new MapAccessException(new Problem(
                    "What map \"" + info().name() + "\" holds cannot be remembered",
                    "program number " + program + " cannot be opened: " + Errno.text(descriptor),
                    "CAP_SYS_ADMIN, which opening programs by their number takes",
                    "run as root, or use lifecycle PER_METHOD"));
        }
        target().lifetime().atEnd(() -> Native.libc().close(descriptor));
        return descriptor;
    }
}
