package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;

/** One thread's options and buffers for runs on packets, made once, so that a run allocates nothing. */
final class TestRun {

    /** More than any context that comes out, now or in later kernels. */
    private static final int LARGEST_CONTEXT = 512;

    /** More than any packet that comes out: an XDP packet has at most 18 pages, an skb grows to 64 KiB. */
    private static final int LARGEST_OUTPUT = Math.max(128 * 1024, 18 * NativeMemory.pageSize());

    private static final ThreadLocal<TestRun> OF_THREAD = ThreadLocal.withInitial(TestRun::new);

    private final TestRunOptions options = new TestRunOptions();
    private final ByteBuffer output = NativeMemory.allocate(LARGEST_OUTPUT);
    private final long outputAddress = NativeMemory.address(output);
    private final ByteBuffer contexts = NativeMemory.allocate(2 * LARGEST_CONTEXT);
    private final long contextIn = NativeMemory.address(contexts);
    private final long contextOut = contextIn + LARGEST_CONTEXT;
    private final CallersBuffer callersPacket = new CallersBuffer();
    private final CallersBuffer callersOutput = new CallersBuffer();
    private ByteBuffer input = NativeMemory.allocate(4096);
    private long inputAddress = NativeMemory.address(input);
    private int contextSize;

    private TestRun() {
        options.repeat(1);
    }

    static TestRun ofThread() {
        return OF_THREAD.get();
    }

    /** Says how often the next runs run the program in one call; 1 must follow. */
    void repeat(int times) {
        options.repeat(times);
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
        options.context(contextIn, contextSize);
        options.contextOutput(contextOut, readContext ? LARGEST_CONTEXT : 0);
        int error = run(program, inputAddress, size, outputAddress, LARGEST_OUTPUT);
        forgetContext();
        return error;
    }

    /** Runs a program on a packet in native memory, without a context; gives 0 or a negative errno. */
    int run(int program, long packet, int size) {
        return run(program, packet, size, outputAddress, LARGEST_OUTPUT);
    }

    /** Runs a program on a caller's buffers; gives 0 or a negative errno. */
    int run(int program, ByteBuffer packet, ByteBuffer result) {
        return run(
                program,
                callersPacket.read(packet),
                packet.remaining(),
                callersOutput.written(result),
                result.remaining());
    }

    /**
     * Runs a program on a caller's packet with a context, taking nothing back; gives 0 or a negative errno.
     *
     * @param skipped how many bytes of the packet the program does not get
     * @param size the size of the context that was filled
     */
    int run(int program, ByteBuffer packet, int skipped, int size) {
        options.context(contextIn, size);
        int error = run(program, callersPacket.read(packet) + skipped, packet.remaining() - skipped, 0, 0);
        forgetContext();
        return error;
    }

    /** Runs a program that takes no packet on the context that was filled; gives 0 or a negative errno. */
    int runOnContext(int program, int size) {
        return runOnContext(program, size, contextOut, LARGEST_CONTEXT);
    }

    /** As {@link #runOnContext(int, int)}, with a caller's buffer for the context as the program left it. */
    int runOnContext(int program, int size, ByteBuffer result) {
        return runOnContext(program, size, callersOutput.written(result), result.remaining());
    }

    private int runOnContext(int program, int size, long result, int capacity) {
        options.context(contextIn, size);
        options.contextOutput(result, capacity);
        int error = run(program, 0, 0, 0, 0);
        contextSize = options.contextSize();
        forgetContext();
        return error;
    }

    private int run(int program, long packet, int size, long result, int capacity) {
        options.packet(packet, size);
        int error;
        do {
            options.output(result, capacity);
            error = options.run(program);
        } while (Errno.EINTR.is(error));
        return error;
    }

    /** Runs on a caller's buffers take no context. */
    private void forgetContext() {
        options.context(0, 0);
        options.contextOutput(0, 0);
    }

    /** The program's return value. */
    int returnValue() {
        return options.returnValue();
    }

    /** The size of the output packet, also where it did not fit. */
    int outputSize() {
        return options.outputSize();
    }

    /** The mean time of a run in nanoseconds. */
    int duration() {
        return options.duration();
    }

    /** Copies bytes of the output out of this thread's own buffer. */
    byte[] output(int from, int to) {
        return NativeMemory.getBytes(outputAddress + from, to - from);
    }

    /** Gives what came out of a run into this thread's own buffer, until the next run. */
    ByteBuffer output(int from) {
        return output.limit(outputSize()).position(from);
    }

    /** Where what comes out of a run into this thread's own buffer begins. */
    long outputAddress() {
        return outputAddress;
    }

    /** The size of the context as a run on a context left it, also where it did not fit. */
    int contextSize() {
        return contextSize;
    }
}
