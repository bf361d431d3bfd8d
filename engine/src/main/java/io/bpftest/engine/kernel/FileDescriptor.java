package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file or folder that is open for the kernel to know it by, for as short as it is needed.
 *
 * @param number its file descriptor
 */
public record FileDescriptor(int number) implements AutoCloseable {

    private static final int AT_FDCWD = -100;
    private static final int O_CLOEXEC = 0x80000;

    /**
     * Opens a file or folder for reading.
     *
     * @throws FileMissingException if this process cannot
     */
    public static FileDescriptor open(Path path) {
        byte[] name = (path.toAbsolutePath() + "\0").getBytes(StandardCharsets.UTF_8);
        long address = Scratch.of(name.length);
        NativeMemory.putBytes(address, name);
        int number = (int) SystemCall.OPENAT.call(AT_FDCWD, address, O_CLOEXEC, 0, 0);
        if (number < 0) {
            throw new FileMissingException(new Problem(
                    path + " cannot be opened",
                    Errno.text(Native.errno()),
                    "a file or folder that this process may read",
                    "create it, or correct the path"));
        }
        return new FileDescriptor(number);
    }

    @Override
    public void close() {
        Native.libc().close(number);
    }
}
