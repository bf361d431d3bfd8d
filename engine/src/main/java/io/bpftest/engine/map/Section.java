package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;

/** The memory of a map of variables, which this process shares with the loaded programs from the first access on. */
public final class Section {

    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int MAP_SHARED = 1;

    private final MapTarget target;
    private final boolean writable;
    private long address;

    /** Takes a map; whether its variables may change. */
    public Section(MapTarget target, boolean writable) {
        this.target = target;
        this.writable = writable;
    }

    boolean isWritable() {
        return writable;
    }

    Lifetime lifetime() {
        return target.lifetime();
    }

    /**
     * Gives the address of the memory.
     *
     * @throws FeatureMissingException if the kernel does not share it
     */
    synchronized long address() {
        if (address == 0) {
            int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
            long mapped = Native.libc().mmap(0, size(), protection, MAP_SHARED, target.fd(), 0, 0);
            if (mapped == -1) {
                throw new FeatureMissingException(new Problem(
                        "The variables of " + target.info().name() + " cannot be reached",
                        Errno.text(Native.errno()),
                        "a kernel that shares the memory of variables: Linux 5.5 or newer",
                        "run the test on a newer kernel"));
            }
            address = mapped;
            lifetime().atEnd(() -> Native.libc().munmap(mapped, size()));
        }
        return address;
    }

    private long size() {
        int page = NativeMemory.pageSize();
        return (target.info().valueSize() + page - 1L) / page * page;
    }
}
