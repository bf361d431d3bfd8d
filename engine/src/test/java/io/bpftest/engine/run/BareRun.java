package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.program.Program;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One bare test run, as a user of the system call makes it: tests show by it what the handles spare their users. */
final class BareRun {

    private static final int SIZE = 80;
    private static final int ROOM = 256;

    private final ByteBuffer options = NativeMemory.allocate(SIZE).putLong(0, SIZE);
    private final ByteBuffer outputMemory = NativeMemory.allocate(128 * 1024);
    private final ByteBuffer contextMemory = NativeMemory.allocate(2 * ROOM);
    private final int program;
    private @Nullable ByteBuffer input;

    private BareRun(int program) {
        this.program = program;
    }

    static BareRun of(Program program) {
        return of(((LoadedHandle) program).fd());
    }

    static BareRun of(int program) {
        return new BareRun(program);
    }

    BareRun packet(byte[] packet) {
        input = NativeMemory.allocate(packet.length).put(packet);
        options.putLong(8, NativeMemory.address(input)).putInt(24, packet.length);
        return this;
    }

    /** Gives an output buffer, with so many bytes as its size. */
    BareRun output(int size) {
        options.putLong(16, NativeMemory.address(outputMemory)).putInt(28, size);
        return this;
    }

    /** Gives a context of so many bytes with these numbers at these places, each of 4 bytes. */
    BareRun context(int size, int... placesAndNumbers) {
        for (int i = 0; i < placesAndNumbers.length; i += 2) {
            contextMemory.putInt(placesAndNumbers[i], placesAndNumbers[i + 1]);
        }
        options.putLong(32, NativeMemory.address(contextMemory)).putInt(48, size);
        return this;
    }

    BareRun contextOut() {
        options.putLong(40, NativeMemory.address(contextMemory) + ROOM).putInt(52, ROOM);
        return this;
    }

    BareRun repeat(int times) {
        options.putInt(60, times);
        return this;
    }

    BareRun flags(int flags) {
        options.putInt(68, flags);
        return this;
    }

    BareRun cpu(int number) {
        options.putInt(72, number);
        return this;
    }

    BareRun batch(int size) {
        options.putInt(76, size);
        return this;
    }

    /** Runs; gives the error that the kernel says, null for none. */
    @Nullable
    Errno run() {
        int error = Native.libbpf().bpf_prog_test_run_opts(program, NativeMemory.address(options));
        if (error >= 0) {
            return null;
        }
        return Arrays.stream(Errno.values())
                .filter(errno -> errno.is(error))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the kernel gave " + error));
    }

    int returnValue() {
        return options.getInt(56);
    }

    int outputSize() {
        return options.getInt(28);
    }

    /** In nanoseconds. */
    int duration() {
        return options.getInt(64);
    }

    byte[] output(int from, int to) {
        byte[] bytes = new byte[to - from];
        outputMemory.get(from, bytes);
        return bytes;
    }

    int contextOut(int place) {
        return contextMemory.getInt(ROOM + place);
    }
}
