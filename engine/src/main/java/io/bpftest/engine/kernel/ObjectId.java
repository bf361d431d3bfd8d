package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapType;
import io.bpftest.program.RedirectTarget;

/** The kernel's numbers of programs and maps, which its trace events tell them by. */
final class ObjectId {

    // struct bpf_prog_info and struct bpf_map_info (linux/bpf.h), as far as they are read here
    private static final int PROGRAM_INFO_SIZE = 8;
    private static final int MAP_INFO_SIZE = 40;
    private static final int ID = 4;
    private static final int MAP_NAME = 24;

    private ObjectId() {}

    /** Gives the number of a program by its file descriptor. */
    static int ofProgram(int descriptor, String subject) {
        long info = info(descriptor, PROGRAM_INFO_SIZE);
        if (info == 0) {
            throw new FeatureMissingException(new Problem(
                    subject,
                    "the kernel does not tell a program's number",
                    "Linux 4.13 or newer",
                    "use another kernel"));
        }
        return NativeMemory.getInt(info + ID);
    }

    /** Names an entry of the map of a number, as far as this process may look maps up. */
    static RedirectTarget.MapEntry entry(int map, int index) {
        LibBpf libbpf = Native.libbpf();
        int descriptor = libbpf.bpf_map_get_fd_by_id(map);
        if (descriptor < 0) {
            return new RedirectTarget.MapEntry("", MapType.UNKNOWN, index);
        }
        try {
            long info = info(descriptor, MAP_INFO_SIZE);
            return info == 0
                    ? new RedirectTarget.MapEntry("", MapType.UNKNOWN, index)
                    : new RedirectTarget.MapEntry(
                            NativeMemory.getString(info + MAP_NAME), MapType.of(NativeMemory.getInt(info)), index);
        } finally {
            Native.libc().close(descriptor);
        }
    }

    /** Gives the address of what the kernel tells, until the thread's next use of {@link Scratch}; 0 for nothing. */
    private static long info(int descriptor, int size) {
        long info = Scratch.of(size + Integer.BYTES);
        NativeMemory.clear(info, size);
        NativeMemory.putInt(info + size, size);
        return Native.libbpf().bpf_obj_get_info_by_fd(descriptor, info, info + size) < 0 ? 0 : info;
    }
}
