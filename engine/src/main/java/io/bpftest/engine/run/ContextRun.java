package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;

/**
 * One thread's options and memory for runs with a context and nothing else: the kernel refuses such runs if a packet, a
 * repetition or a duration stands in the options. It writes the context back in place.
 */
final class ContextRun {

    private static final int BPF_F_TEST_RUN_ON_CPU = 1;

    /** In the half of the addresses that belongs to the kernel, so that it can copy nothing from there. */
    private static final long NOWHERE = -4096;

    private static final ThreadLocal<ContextRun> OF_THREAD = ThreadLocal.withInitial(ContextRun::new);

    private final TestRunOptions options = new TestRunOptions();
    private ByteBuffer context = NativeMemory.allocate(256);
    private long contextAddress = NativeMemory.address(context);

    private ContextRun() {}

    static ContextRun ofThread() {
        return OF_THREAD.get();
    }

    /** Runs a program on a context that is copied to this thread's own memory; gives 0 or a negative errno. */
    int run(int program, byte[] bytes, int offset, int size) {
        if (context.capacity() < size) {
            context = NativeMemory.allocate(size);
            contextAddress = NativeMemory.address(context);
        }
        NativeMemory.putBytes(contextAddress, bytes, offset, size);
        return run(program, contextAddress, size);
    }

    /** Runs a program on a context in place; gives 0 or a negative errno. */
    int run(int program, long address, int size) {
        prepare(address, size);
        return options.run(program);
    }

    /** Runs a program on a CPU on a context that is copied to this thread's own memory; gives 0 or a negative errno. */
    int runOnCpu(int program, byte[] bytes, int cpu) {
        NativeMemory.putBytes(contextAddress, bytes, 0, bytes.length);
        return runOnCpu(program, contextAddress, bytes.length, cpu);
    }

    private int runOnCpu(int program, long address, int size, int cpu) {
        prepare(address, size);
        options.onCpu(BPF_F_TEST_RUN_ON_CPU, cpu);
        return options.run(program);
    }

    /** The program's return value. */
    int returnValue() {
        return options.returnValue();
    }

    /** Copies the context out of this thread's own memory, as the last run left it. */
    void copyContext(byte[] bytes, int offset, int size) {
        NativeMemory.getBytes(contextAddress, bytes, offset, size);
    }

    /**
     * Finds out how many bytes of context a program reads or writes, without running it: the kernel compares the size
     * with what the verifier noted before it copies the context, and from nowhere it can copy none.
     *
     * @param refused a size that the kernel has refused
     * @param largest the largest that it takes
     * @param step what the size is a multiple of
     * @return the size, more than {@code largest} where it refuses that too
     */
    int sizeRead(int program, int refused, int largest, int step) {
        int low = refused / step;
        int high = largest / step + 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (Errno.EINVAL.is(run(program, NOWHERE, middle * step))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high * step;
    }

    /**
     * Finds out whether the kernel refuses to run a program on a CPU of choice whatever its context, without running it.
     *
     * @param largest the size of the largest context that it takes
     */
    boolean refusesCpu(int program, int largest) {
        return Errno.EINVAL.is(runOnCpu(program, NOWHERE, largest, 0));
    }

    private void prepare(long address, int size) {
        options.clear();
        options.context(address, size);
    }
}
