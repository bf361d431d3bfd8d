package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.LibBpf;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One thread's {@code struct bpf_test_run_opts} (libbpf 1.0, {@code bpf/bpf.h}) and packet buffers, made once and used
 * for each of its runs, so that a run allocates nothing.
 */
final class TestRun {

    private static final int OPTIONS_SIZE = 80;
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

    /** More than any context that comes out, now or in later kernels. */
    private static final int LARGEST_CONTEXT = 512;

    /** More than any packet that comes out: an XDP packet has at most 18 pages, an skb grows to 64 KiB. */
    private static final int LARGEST_OUTPUT = Math.max(128 * 1024, 18 * NativeMemory.pageSize());

    private static final ThreadLocal<TestRun> OF_THREAD = ThreadLocal.withInitial(TestRun::new);

    private final LibBpf libbpf = Native.libbpf();
    private final ByteBuffer options = NativeMemory.allocate(OPTIONS_SIZE);
    private final long optionsAddress = NativeMemory.address(options);
    private final ByteBuffer output = NativeMemory.allocate(LARGEST_OUTPUT);
    private final long outputAddress = NativeMemory.address(output);
    private final ByteBuffer contexts = NativeMemory.allocate(2 * LARGEST_CONTEXT);
    private final long contextIn = NativeMemory.address(contexts);
    private final long contextOut = contextIn + LARGEST_CONTEXT;
    private ByteBuffer input = NativeMemory.allocate(4096);
    private long inputAddress = NativeMemory.address(input);

    /** The caller's buffers of the last run: asking for an address costs more than comparing a reference. */
    private @Nullable ByteBuffer lastPacket;

    private long lastPacketAddress;
    private @Nullable ByteBuffer lastOutput;
    private long lastOutputAddress;
    private int contextSize;

    private TestRun() {
        NativeMemory.putLong(optionsAddress, OPTIONS_SIZE);
        NativeMemory.putInt(optionsAddress + REPEAT, 1);
    }

    static TestRun ofThread() {
        return OF_THREAD.get();
    }

    /**
     * Gives the address of a context of zeros, to be filled for the next run on bytes.
     *
     * @param size a multiple of 8; word by word is quicker for so few than a call that clears memory
     */
    long newContext(int size) {
        for (long word = contextIn; word < contextIn + size; word += Long.BYTES) {
            NativeMemory.putLong(word, 0);
        }
        return contextIn;
    }

    /** Gives this thread's context for the next run, to be filled from the buffer's position on. */
    ByteBuffer contextToFill() {
        return contexts.clear();
    }

    /** Gives the address of the context as the last run on bytes or on a context left it. */
    long contextOut() {
        return contextOut;
    }

    /**
     * Runs a program on bytes; gives 0 or a negative errno, and the output in this thread's own buffer.
     *
     * @param front what stands in front of the packet
     * @param contextSize the size of the context that was filled, 0 for none
     * @param readContext whether the context is to be given back
     */
    int run(int program, byte[] front, byte[] packet, int contextSize, boolean readContext) {
        int size = front.length + packet.length;
        if (input.capacity() < size) {
            input = NativeMemory.allocate(size);
            inputAddress = NativeMemory.address(input);
        }
        if (front.length > 0) {
            NativeMemory.putBytes(inputAddress, front);
        }
        NativeMemory.putBytes(inputAddress + front.length, packet);
        NativeMemory.putLong(optionsAddress + CONTEXT_IN, contextSize == 0 ? 0 : contextIn);
        NativeMemory.putInt(optionsAddress + CONTEXT_SIZE_IN, contextSize);
        NativeMemory.putLong(optionsAddress + CONTEXT_OUT, readContext ? contextOut : 0);
        NativeMemory.putInt(optionsAddress + CONTEXT_SIZE_OUT, readContext ? LARGEST_CONTEXT : 0);
        int error = run(program, inputAddress, size, outputAddress, LARGEST_OUTPUT);
        forgetContext();
        return error;
    }

    /** Runs a program on a caller's buffers; gives 0 or a negative errno. */
    int run(int program, ByteBuffer packet, ByteBuffer result) {
        addressPacket(packet);
        addressOutput(result);
        return run(
                program,
                lastPacketAddress + packet.position(),
                packet.remaining(),
                lastOutputAddress + result.position(),
                result.remaining());
    }

    /**
     * Runs a program on a caller's packet with a context, taking nothing back; gives 0 or a negative errno.
     *
     * @param skipped how many bytes of the packet the program does not get
     * @param size the size of the context that was filled
     */
    int run(int program, ByteBuffer packet, int skipped, int size) {
        addressPacket(packet);
        NativeMemory.putLong(optionsAddress + CONTEXT_IN, contextIn);
        NativeMemory.putInt(optionsAddress + CONTEXT_SIZE_IN, size);
        int error = run(program, lastPacketAddress + packet.position() + skipped, packet.remaining() - skipped, 0, 0);
        forgetContext();
        return error;
    }

    /** Runs a program that takes no packet on the context that was filled; gives 0 or a negative errno. */
    int runOnContext(int program, int size) {
        return runOnContext(program, size, contextOut, LARGEST_CONTEXT);
    }

    /** As {@link #runOnContext(int, int)}, with a caller's buffer for the context as the program left it. */
    int runOnContext(int program, int size, ByteBuffer result) {
        addressOutput(result);
        return runOnContext(program, size, lastOutputAddress + result.position(), result.remaining());
    }

    private int runOnContext(int program, int size, long result, int capacity) {
        NativeMemory.putLong(optionsAddress + CONTEXT_IN, contextIn);
        NativeMemory.putInt(optionsAddress + CONTEXT_SIZE_IN, size);
        NativeMemory.putLong(optionsAddress + CONTEXT_OUT, capacity == 0 ? 0 : result);
        NativeMemory.putInt(optionsAddress + CONTEXT_SIZE_OUT, capacity);
        int error = run(program, 0, 0, 0, 0);
        contextSize = NativeMemory.getInt(optionsAddress + CONTEXT_SIZE_OUT);
        forgetContext();
        return error;
    }

    private int run(int program, long packet, int size, long result, int capacity) {
        NativeMemory.putLong(optionsAddress + DATA_IN, packet);
        NativeMemory.putInt(optionsAddress + DATA_SIZE_IN, size);
        // A buffer with no size would be written to without bounds (net/bpf/test_run.c, bpf_test_finish).
        NativeMemory.putLong(optionsAddress + DATA_OUT, capacity == 0 ? 0 : result);
        int error;
        do {
            NativeMemory.putInt(optionsAddress + DATA_SIZE_OUT, capacity);
            error = libbpf.bpf_prog_test_run_opts(program, optionsAddress);
        } while (Errno.EINTR.is(error));
        return error;
    }

    /** Runs on buffers take no context; its two addresses and its two sizes are three words. */
    private void forgetContext() {
        NativeMemory.putLong(optionsAddress + CONTEXT_IN, 0);
        NativeMemory.putLong(optionsAddress + CONTEXT_OUT, 0);
        NativeMemory.putLong(optionsAddress + CONTEXT_SIZE_IN, 0);
    }

    /** The program's return value. */
    int returnValue() {
        return NativeMemory.getInt(optionsAddress + RETURN_VALUE);
    }

    /** The size of the output packet, also where it did not fit. */
    int outputSize() {
        return NativeMemory.getInt(optionsAddress + DATA_SIZE_OUT);
    }

    /** The mean time of a run in nanoseconds. */
    int duration() {
        return NativeMemory.getInt(optionsAddress + DURATION);
    }

    /** Copies bytes of the output out of this thread's own buffer. */
    byte[] output(int from, int to) {
        return NativeMemory.getBytes(outputAddress + from, to - from);
    }

    /** The size of the context as a run on a context left it, also where it did not fit. */
    int contextSize() {
        return contextSize;
    }

    private void addressPacket(ByteBuffer packet) {
        if (packet != lastPacket) {
            lastPacketAddress = addressOf(packet);
            lastPacket = packet;
        }
    }

    private void addressOutput(ByteBuffer result) {
        if (result != lastOutput) {
            lastOutputAddress = addressOf(writable(result));
            lastOutput = result;
        }
    }

    /** The kernel writes by address and would not notice. */
    private static ByteBuffer writable(ByteBuffer buffer) {
        if (buffer.isReadOnly()) {
            throw new IllegalArgumentException("the output buffer is read-only: give one that may be written");
        }
        return buffer;
    }

    private static long addressOf(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException(
                    "the buffer is not direct: allocate it with ByteBuffer.allocateDirect, or run with a byte[]");
        }
        return NativeMemory.address(buffer);
    }
}
