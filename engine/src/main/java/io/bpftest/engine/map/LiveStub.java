package io.bpftest.engine.map;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.kernel.OwnProgram;
import io.bpftest.map.MapType;
import io.bpftest.map.StubProgram;
import java.nio.ByteOrder;

/** A program of six instructions: it adds one to its counter, an array of one entry, and returns a constant. */
final class LiveStub implements StubProgram, OwnProgram {

    private static final int INSTRUCTIONS = 6;
    private static final int INSTRUCTION_SIZE = 8;

    // struct bpf_prog_load_opts of bpf/bpf.h as of libbpf 1.0, on 64 bits
    private static final int OPTIONS_SIZE = 104;
    private static final int EXPECTED_ATTACH_TYPE = 12;
    private static final int PROGRAM_FLAGS = 20;

    // linux/bpf.h
    private static final int LOAD_64_BITS = 0x18;
    private static final int MAP_VALUE = 2;
    private static final int MOVE = 0xb7;
    private static final int ATOMIC_ADD = 0xdb;
    private static final int EXIT = 0x95;

    private final int program;
    private final int counter;
    private final int returnValue;
    private final Lifetime lifetime;

    private LiveStub(int program, int counter, int returnValue, Lifetime lifetime) {
        this.program = program;
        this.counter = counter;
        this.returnValue = returnValue;
        this.lifetime = lifetime;
        lifetime.atEnd(this::close);
    }

    /** Makes a counter for a stub; gives its file descriptor or a negative errno. */
    static int makeCounter() {
        return Native.libbpf().bpf_map_create(MapType.ARRAY.ordinal(), "stub_calls", Integer.BYTES, Long.BYTES, 1, 0);
    }

    /** Loads a stub's program; gives its file descriptor or a negative errno. */
    static int load(int type, int attachType, int flags, int counter, int returnValue) {
        int size = INSTRUCTIONS * INSTRUCTION_SIZE;
        long code = Scratch.of((long) size + OPTIONS_SIZE);
        NativeMemory.clear(code, (long) size + OPTIONS_SIZE);
        put(code, 0, LOAD_64_BITS, registers(1, MAP_VALUE), counter);
        // The second half of the address is the offset in the value: 0.
        put(code, 2, MOVE, registers(2, 0), 1);
        put(code, 3, ATOMIC_ADD, registers(1, 2), 0);
        put(code, 4, MOVE, registers(0, 0), returnValue);
        put(code, 5, EXIT, 0, 0);
        long options = code + size;
        NativeMemory.putLong(options, OPTIONS_SIZE);
        NativeMemory.putInt(options + EXPECTED_ATTACH_TYPE, attachType);
        NativeMemory.putInt(options + PROGRAM_FLAGS, flags);
        return Native.libbpf().bpf_prog_load(type, "stub", "GPL", code, INSTRUCTIONS, options);
    }

    private static void put(long code, int index, int operation, int registers, int immediate) {
        long at = code + (long) index * INSTRUCTION_SIZE;
        NativeMemory.putByte(at, (byte) operation);
        NativeMemory.putByte(at + 1, (byte) registers);
        NativeMemory.putInt(at + 4, immediate);
    }

    /** Two bit-fields of {@code struct bpf_insn}, whose order is that of the machine's bytes. */
    private static int registers(int destination, int source) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? destination | source << 4
                : destination << 4 | source;
    }

    /** Takes both file descriptors over. */
    static LiveStub of(int program, int counter, int returnValue, Lifetime lifetime) {
        return new LiveStub(program, counter, returnValue, lifetime);
    }

    @Override
    public int returnValue() {
        return returnValue;
    }

    @Override
    public long calls() {
        lifetime.check();
        long key = Scratch.of(2L * Long.BYTES);
        NativeMemory.putInt(key, 0);
        int error = Native.libbpf().bpf_map_lookup_elem(counter, key, key + Long.BYTES);
        if (error < 0) {
            throw new IllegalStateException("the calls of a stub cannot be read: " + Errno.text(error));
        }
        return NativeMemory.getLong(key + Long.BYTES);
    }

    @Override
    public int descriptor() {
        lifetime.check();
        return program;
    }

    @Override
    public String programName() {
        return "stub returning " + returnValue;
    }

    @Override
    public String toString() {
        return "The " + programName();
    }

    private void close() {
        Native.libc().close(program);
        Native.libc().close(counter);
    }
}
