package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.map.CpuMap;
import io.bpftest.map.MapProgram;
import org.jspecify.annotations.Nullable;

/** Cpumaps: {@code struct bpf_cpumap_val}, or the length of the queue alone. */
public final class CpuMapTyped extends ReadableSlots<CpuMap.Target> implements CpuMap {

    /** The longest queue that the kernel makes ({@code kernel/bpf/cpumap.c}). */
    private static final int LONGEST_QUEUE = 16384;

    private final SlotPrograms programs;

    /** Makes the handle of a map. */
    public CpuMapTyped(MapTarget target) {
        super(target);
        this.programs = new SlotPrograms(this, "struct bpf_cpumap_val", "xdp/cpumap");
    }

    @Override
    public void put(int cpu, int queueSize) {
        set(cpu, queueSize, null);
    }

    @Override
    public void put(int cpu, int queueSize, MapProgram program) {
        set(cpu, queueSize, program);
    }

    private void set(int cpu, int queueSize, @Nullable MapProgram program) {
        // The kernel takes a queue of 0 for a removal.
        if (queueSize < 1 || queueSize > LONGEST_QUEUE) {
            throw doesNotTake(
                    "a queue of " + queueSize, "a size out of range", "1 to " + LONGEST_QUEUE, "use such a size");
        }
        int error = write(cpu, queueSize, programs.descriptor(program));
        if (Errno.ENODEV.is(error)) {
            throw doesNotTake(
                    "CPU " + Integer.toUnsignedString(cpu),
                    error,
                    "a CPU that this machine may have, 0 to " + (Kernel.possibleCpus() - 1),
                    "use such a CPU");
        } else if (Errno.EINVAL.is(error) || Errno.ENOMEM.is(error) && program != null) {
            // The kernel takes any failure to make the entry for a lack of memory.
            throw programs.refused(program, error);
        } else if (error < 0) {
            throw calls().refused(Operation.WRITE, error);
        }
    }

    @Override
    CpuMap.Target read(long value) {
        int queueSize = NativeMemory.getInt(value);
        return new CpuMap.Target(queueSize, SlotPrograms.name(programs.number(value)));
    }
}
