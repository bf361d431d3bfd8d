package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that has a path as long as this process has it open, and no place on any disk: nothing of it is left behind,
 * however the process ends.
 */
public final class MemoryFile implements AutoCloseable {

    private static final int MFD_CLOEXEC = 1;

    private final int descriptor;

    /** Makes an empty file. */
    public MemoryFile() {
        descriptor = Native.libc().memfd_create("bpf-test", MFD_CLOEXEC);
        if (descriptor < 0) {
            throw new MachineException(new Problem(
                    "A file in memory cannot be made",
                    Errno.text(-Native.errno()),
                    "memory, and fewer open files than this process may have",
                    "raise the limit on open files (ulimit -n)"));
        }
    }

    /** Makes a file of a content. */
    public static MemoryFile of(byte[] content) {
        MemoryFile file = new MemoryFile();
        try {
            Files.write(Path.of(file.path()), content);
            return file;
        } catch (IOException e) {
            file.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Its path in this process. */
    public String path() {
        return "/proc/self/fd/" + descriptor;
    }

    /** What it holds. */
    public byte[] content() {
        try {
            return Files.readAllBytes(Path.of(path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Native.libc().close(descriptor);
    }
}
