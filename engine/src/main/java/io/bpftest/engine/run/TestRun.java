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
    private static final int RETURN_VALUE = 56;
    private static final int REPEAT = 60;
    private static final int DURATION = 64;

    /** More than any packet that comes out: an XDP packet has at most 18 pages, an skb grows to 64 KiB. */
    private static final int LARGEST_OUTPUT = Math.max(128 * 1024, 18 * NativeMemory.pageSize());

    private static final ThreadLocal<TestRun> OF_THREAD = ThreadLocal.withInitial(TestRun::new);

    private final LibBpf libbpf = Native.libbpf();
    private final ByteBuffer options = NativeMemory.allocate(OPTIONS_SIZE);
    private final long optionsAddress = NativeMemory.address(options);
    private final ByteBuffer output = NativeMemory.allocate(LARGEST_OUTPUT);
    private final long outputAddress = NativeMemory.address(output);
    private ByteBuffer input = NativeMemory.allocate(4096);
    private long inputAddress = NativeMemory.address(input);

    /** The caller's buffers of the last run: asking for an address costs more than comparing a reference. */
    private @Nullable ByteBuffer lastPacket;

    private long lastPacketAddress;
    private @Nullable ByteBuffer lastOutput;
    private long lastOutputAddress;

    private TestRun() {
        NativeMemory.putLong(optionsAddress, OPTIONS_SIZE);
        NativeMemory.putInt(optionsAddress + REPEAT, 1);
    }

    static TestRun ofThread() {
        return OF_THREAD.get();
    }

    /** Runs a program on bytes; gives 0 or a negative errno, and the output in this thread's own buffer. */
    int run(int program, byte[] packet) {
        if (input.capacity() < packet.length) {
            input = NativeMemory.allocate(packet.length);
            inputAddress = NativeMemory.address(input);
        }
        NativeMemory.putBytes(inputAddress, packet);
        return run(program, inputAddress, packet.length, outputAddress, LARGEST_OUTPUT);
    }

    /** Runs a program on a caller's buffers; gives 0 or a negative errno. */
    int run(int program, ByteBuffer packet, ByteBuffer result) {
        if (packet != lastPacket) {
            lastPacketAddress = addressOf(packet);
            lastPacket = packet;
        }
        if (result != lastOutput) {
            lastOutputAddress = addressOf(writable(result));
            lastOutput = result;
        }
        return run(
                program,
                lastPacketAddress + packet.position(),
                packet.remaining(),
                lastOutputAddress + result.position(),
                result.remaining());
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

    /** Copies the output packet out of this thread's own buffer. */
    byte[] output() {
        return NativeMemory.getBytes(outputAddress, outputSize());
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
