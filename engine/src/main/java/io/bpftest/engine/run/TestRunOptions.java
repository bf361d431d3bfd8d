package io.bpftest.engine.run;

import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;

/**
 * One thread's {@code struct bpf_test_run_opts} (libbpf 1.0, {@code bpf/bpf.h}). Sizes that come out stand where those
 * that go in stood, so that each run sets them anew.
 */
final class TestRunOptions {

    private static final int SIZE = 80;
    private static final int DATA_IN = 8;
    private static final int DATA_OUT = 16;
    private static final int DATA_SIZE_IN = 24;
    private static final int DATA_SIZE_OUT = 28;
    private static final int CONTEXT_IN = 32;
    private static final int CONTEXT_OUT = 40;
    private static final int CONTEXT_SIZE_IN = 48;
    private static final int CONTEXT_SIZE_OUT = 52;
    private static final int RETURN_VALUE = 56;
    private static final int REPEAT = 60;
    private static final int DURATION = 64;
    private static final int FLAGS = 68;
    private static final int CPU = 72;

    private final LibBpf libbpf = Native.libbpf();
    private final ByteBuffer memory = NativeMemory.allocate(SIZE);
    private final long address = NativeMemory.address(memory);

    TestRunOptions() {
        clear();
    }

    /** Sets all to zero; libbpf hands to the kernel whatever the last run wrote here. */
    void clear() {
        NativeMemory.clear(address, SIZE);
        NativeMemory.putLong(address, SIZE);
    }

    void repeat(int times) {
        NativeMemory.putInt(address + REPEAT, times);
    }

    void packet(long in, int size) {
        NativeMemory.putLong(address + DATA_IN, size == 0 ? 0 : in);
        NativeMemory.putInt(address + DATA_SIZE_IN, size);
    }

    /** A buffer with no size would be written to without bounds ({@code bpf_test_finish} of net/bpf/test_run.c). */
    void output(long out, int capacity) {
        NativeMemory.putLong(address + DATA_OUT, capacity == 0 ? 0 : out);
        NativeMemory.putInt(address + DATA_SIZE_OUT, capacity);
    }

    /** The kernel wants no address without a size. */
    void context(long in, int size) {
        NativeMemory.putLong(address + CONTEXT_IN, size == 0 ? 0 : in);
        NativeMemory.putInt(address + CONTEXT_SIZE_IN, size);
    }

    void contextOutput(long out, int capacity) {
        NativeMemory.putLong(address + CONTEXT_OUT, capacity == 0 ? 0 : out);
        NativeMemory.putInt(address + CONTEXT_SIZE_OUT, capacity);
    }

    void onCpu(int flags, int cpu) {
        NativeMemory.putInt(address + FLAGS, flags);
        NativeMemory.putInt(address + CPU, cpu);
    }

    /** Runs a program; gives 0 or a negative errno. */
    int run(int program) {
        return libbpf.bpf_prog_test_run_opts(program, address);
    }

    /** The size of the output, also where it did not fit. */
    int outputSize() {
        return NativeMemory.getInt(address + DATA_SIZE_OUT);
    }

    /** The size of the context's output, also where it did not fit. */
    int contextSize() {
        return NativeMemory.getInt(address + CONTEXT_SIZE_OUT);
    }

    /** The program's return value. */
    int returnValue() {
        return NativeMemory.getInt(address + RETURN_VALUE);
    }

    /** The mean time of a run in nanoseconds. */
    int duration() {
        return NativeMemory.getInt(address + DURATION);
    }
}
