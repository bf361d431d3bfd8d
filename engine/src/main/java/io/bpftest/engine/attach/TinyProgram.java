package io.bpftest.engine.attach;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.program.ProgramType;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Programs of our own that say the same of each packet, for where a test's program needs another beside it. */
final class TinyProgram {

    private static final long EXIT = 0x95;
    private static final int XDP_PASS = 2;
    private static final int TC_ACT_SHOT = 2;

    private TinyProgram() {}

    /** Loads an XDP program that passes all; gives its file descriptor, the caller's, or nothing where that is refused. */
    static OptionalInt passingXdp() {
        return load(ProgramType.XDP, "passes", XDP_PASS);
    }

    /** Loads a classifier that all packets match; otherwise as {@link #passingXdp}. */
    static OptionalInt classifierOfAll() {
        return load(ProgramType.SCHED_CLS, "matches_all", -1);
    }

    /** Loads a classifier that drops all; otherwise as {@link #passingXdp}. */
    static OptionalInt droppingTc() {
        return load(ProgramType.SCHED_CLS, "drops", TC_ACT_SHOT);
    }

    private static OptionalInt load(ProgramType type, String name, int returned) {
        ByteBuffer code = NativeMemory.allocate(2 * Long.BYTES);
        // r0 = returned
        code.put((byte) 0xb7).put((byte) 0).putShort((short) 0).putInt(returned).putLong(EXIT);
        int program = Native.libbpf().bpf_prog_load(type.ordinal(), name, "GPL", NativeMemory.address(code), 2, 0);
        return program < 0 ? OptionalInt.empty() : OptionalInt.of(program);
    }
}
