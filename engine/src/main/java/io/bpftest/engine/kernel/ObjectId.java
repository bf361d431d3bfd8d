package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapType;
import io.bpftest.program.RedirectTarget;
import io.bpftest.spi.record.ProgramFigures;
import java.util.HexFormat;

/** The kernel's numbers of programs and maps, which its trace events tell them by. */
public final class ObjectId {

    // struct bpf_prog_info and struct bpf_map_info (linux/bpf.h), as far as they are read here
    private static final int PROGRAM_INFO_SIZE = 80;
    private static final int MAP_INFO_SIZE = 40;
    private static final int PROGRAM_FIGURES_SIZE = 232;
    private static final int ID = 4;
    private static final int TAG = 8;
    private static final int TAG_SIZE = 8;
    private static final int JITED_LENGTH = 16;
    private static final int TRANSLATED_LENGTH = 20;
    private static final int PROGRAM_NAME = 64;
    private static final int VERIFIED_INSTRUCTIONS = 216;
    private static final int MAP_MAX_ENTRIES = 16;
    private static final int MAP_NAME = 24;

    private ObjectId() {}

    /** Gives the number of a program by its file descriptor. */
    public static int ofProgram(int descriptor, String subject) {
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

    /** The kernel's name of the program of a number, 15 characters at most; with the number alone where it does not tell. */
    public static String nameOfProgram(int program) {
        int descriptor = Native.libbpf().bpf_prog_get_fd_by_id(program);
        if (descriptor >= 0) {
            try {
                long info = info(descriptor, PROGRAM_INFO_SIZE);
                String name = info == 0 ? "" : NativeMemory.getString(info + PROGRAM_NAME);
                if (!name.isEmpty()) {
                    return name;
                }
            } finally {
                Native.libc().close(descriptor);
            }
        }
        return "program " + Integer.toUnsignedString(program);
    }

    /** The kernel's tag of a program, a checksum of its instructions in 16 digits; empty where it does not tell. */
    public static String tagOfProgram(int descriptor) {
        long info = info(descriptor, PROGRAM_INFO_SIZE);
        return info == 0 ? "" : HexFormat.of().formatHex(NativeMemory.getBytes(info + TAG, TAG_SIZE));
    }

    /** Gives what the kernel tells of a loaded program, by its file descriptor; older kernels tell less. */
    public static ProgramFigures figuresOfProgram(int descriptor) {
        long info = info(descriptor, PROGRAM_FIGURES_SIZE);
        return info == 0
                ? new ProgramFigures(0, 0, 0)
                : new ProgramFigures(
                        NativeMemory.getInt(info + VERIFIED_INSTRUCTIONS),
                        NativeMemory.getInt(info + TRANSLATED_LENGTH),
                        NativeMemory.getInt(info + JITED_LENGTH));
    }

    /** Opens the program of a number; a negative errno where this process may not, or it is gone. */
    public static int openProgram(int program) {
        return Native.libbpf().bpf_prog_get_fd_by_id(program);
    }

    /** Gives the number of a map by its file descriptor, 0 where the kernel does not tell. */
    public static int ofMap(int descriptor) {
        long info = info(descriptor, MAP_INFO_SIZE);
        return info == 0 ? 0 : NativeMemory.getInt(info + ID);
    }

    /** Gives how many entries a map has at most, by its file descriptor, 0 where the kernel does not tell. */
    public static int maxEntriesOfMap(int descriptor) {
        long info = info(descriptor, MAP_INFO_SIZE);
        return info == 0 ? 0 : NativeMemory.getInt(info + MAP_MAX_ENTRIES);
    }

    /** Opens the map of a number; a negative errno where this process may not, or it is gone. */
    public static int openMap(int map) {
        return Native.libbpf().bpf_map_get_fd_by_id(map);
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
