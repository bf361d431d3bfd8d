package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.FileDescriptor;
import io.bpftest.engine.map.MapRefusal.Operation;
import io.bpftest.map.CgroupArray;
import java.nio.file.Path;

/** Cgroup arrays: the file descriptor of a directory goes in, and nothing comes out. */
public final class CgroupArrayMap extends SlotMap implements CgroupArray {

    /** Makes the handle of a map. */
    public CgroupArrayMap(MapTarget target) {
        super(target);
    }

    @Override
    public void set(int index, Path directory) {
        try (FileDescriptor opened = FileDescriptor.open(directory)) {
            int error = write(index, opened.number(), 0);
            if (Errno.EBADF.is(error)) {
                throw doesNotTake(
                        directory.toString(),
                        error,
                        "a directory of a mounted cgroup v2 hierarchy",
                        "give a folder below the mount point that findmnt -t cgroup2 shows");
            } else if (error < 0) {
                throw calls().refused(Operation.WRITE, error);
            }
        }
    }

    @Override
    public boolean remove(int index) {
        return empty(index);
    }
}
