package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import java.nio.channels.NetworkChannel;
import java.nio.file.Path;

/**
 * A file descriptor that the kernel knows something by, for as short as it is needed.
 *
 * @param number the descriptor
 * @param borrowed whether somebody else closes it
 */
public record FileDescriptor(int number, boolean borrowed) implements AutoCloseable {

    private static final int AT_FDCWD = -100;
    private static final int O_CLOEXEC = 0x80000;

    /** {@code PIDFD_THREAD}: one thread and not its process. */
    private static final int PIDFD_THREAD = 0x80;

    /**
     * Opens a file or folder for reading.
     *
     * @throws FileMissingException if this process cannot
     */
    public static FileDescriptor open(Path path) {
        long name = Scratch.string(path.toAbsolutePath().toString());
        int number = (int) SystemCall.OPENAT.call(AT_FDCWD, name, O_CLOEXEC, 0, 0);
        if (number < 0) {
            throw new FileMissingException(new Problem(
                    path + " cannot be opened",
                    Errno.text(Native.errno()),
                    "a file or folder that this process may read",
                    "create it, or correct the path"));
        }
        return new FileDescriptor(number, false);
    }

    /** Takes the descriptor of a channel of this process, which closes it. */
    public static FileDescriptor of(NetworkChannel socket) {
        return new FileDescriptor(OwnSocket.of(socket).descriptor(), true);
    }

    /**
     * Opens a process, for its first thread.
     *
     * @throws MapAccessException if it has ended
     */
    public static FileDescriptor of(ProcessHandle process) {
        return ofTask(process.pid(), 0, "process " + process.pid());
    }

    /**
     * Opens the thread that calls this; Java does not tell which of the kernel's another is.
     *
     * @throws MapAccessException for another thread, or where the kernel opens processes only (before Linux 6.9)
     */
    public static FileDescriptor of(Thread thread) {
        if (thread != Thread.currentThread()) {
            throw new MapAccessException(new Problem(
                    "Thread \"" + thread.getName() + "\" cannot be opened",
                    "another thread than the one that calls",
                    "Thread.currentThread()",
                    "let the thread itself use the map"));
        }
        return ofTask(SystemCall.GETTID.call(0, 0, 0, 0, 0), PIDFD_THREAD, "thread \"" + thread.getName() + "\"");
    }

    private static FileDescriptor ofTask(long number, int flags, String what) {
        int descriptor = (int) SystemCall.PIDFD_OPEN.call(number, flags, 0, 0, 0);
        if (descriptor < 0) {
            throw new MapAccessException(new Problem(
                    "The " + what + " cannot be opened",
                    Errno.text(Native.errno()),
                    flags == 0 ? "a process that has not ended" : "Linux 6.9 or newer, which opens threads",
                    flags == 0 ? "keep it alive" : "use ProcessHandle.current(), which is the process's first thread"));
        }
        return new FileDescriptor(descriptor, false);
    }

    @Override
    public void close() {
        if (!borrowed) {
            Native.libc().close(number);
        }
    }
}
