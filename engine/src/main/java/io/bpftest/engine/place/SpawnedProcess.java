package io.bpftest.engine.place;

import io.bpftest.engine.ffi.LibC;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.CallException;
import io.bpftest.error.HostCodeException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.ErrorNumber;
import io.bpftest.lab.ExecResult;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that the calling thread starts by {@code posix_spawn}. The JDK's own goes by way of a helper program, so that two
 * programs would be executed; and it hides the error.
 */
public final class SpawnedProcess {

    private static final int SIGKILL = 9;
    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int AT_FDCWD = -100;
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** More than a {@code posix_spawn_file_actions_t} has, whose size C libraries keep to themselves. */
    private static final int ACTIONS_SIZE = 256;

    private SpawnedProcess() {}

    /**
     * Runs a program to its end, or finds out why it may not.
     *
     * @param place what the place is called
     * @param deciding what is attached
     */
    public static ExecResult run(
            String place, Path program, List<String> arguments, Duration limit, List<Attachment> deciding) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        String call = "execution of \"" + String.join(" ", command) + "\" in " + place;
        ByteBuffer memory = NativeMemory.allocate(8 + ACTIONS_SIZE);
        long process = NativeMemory.address(memory);
        int error = spawn(process, process + 8, command);
        if (error != 0) {
            return new ExecResult(call, error, deciding, 0, -1);
        }
        int number = NativeMemory.getInt(process);
        boolean ended = awaitEnd(number, limit);
        if (!ended) {
            libc().kill(number, SIGKILL);
        }
        int status = reap(number, process);
        if (!ended) {
            throw new HostCodeException(new Problem(
                    "The " + call + " was given up",
                    "it took more than " + PlaceThreads.text(limit),
                    "a program that ends within " + PlaceThreads.text(limit),
                    "correct it, or run it by Tracing.call with a limit of its own"));
        }
        return new ExecResult(call, 0, deciding, number, status);
    }

    /** Gives 0 or an error number. Input and output are those of the null device. */
    private static int spawn(long process, long actions, List<String> command) {
        long path = Scratch.string("/dev/null");
        int nothing = (int) SystemCall.OPENAT.call(AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0, 0);
        if (nothing < 0) {
            return Native.errno();
        }
        Texts arguments = Texts.of(command);
        Texts environment = Texts.of(System.getenv().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList());
        libc().posix_spawn_file_actions_init(actions);
        try {
            for (int standard = 0; standard <= 2; standard++) {
                libc().posix_spawn_file_actions_adddup2(actions, nothing, standard);
            }
            return libc().posix_spawn(
                            process,
                            NativeMemory.getLong(arguments.address()),
                            actions,
                            0,
                            arguments.address(),
                            environment.address(),
                            0);
        } finally {
            libc().posix_spawn_file_actions_destroy(actions);
            libc().close(nothing);
            Reference.reachabilityFence(arguments);
            Reference.reachabilityFence(environment);
        }
    }

    private static boolean awaitEnd(int process, Duration limit) {
        int descriptor = (int) SystemCall.PIDFD_OPEN.call(process, 0, 0, 0, 0);
        if (descriptor < 0) {
            throw new CallException(new Problem(
                    "Process " + process + " cannot be waited for",
                    ErrorNumber.text(Native.errno()),
                    "Linux 5.3 or newer",
                    "use a newer kernel"));
        }
        try {
            return SocketMemory.await(descriptor, SocketMemory.POLLIN, limit) == 0;
        } finally {
            libc().close(descriptor);
        }
    }

    private static int reap(int process, long memory) {
        long status = memory + 4;
        long end = System.nanoTime() + GRACE.toNanos();
        while (libc().waitpid(process, status, 0) < 0) {
            if (Native.errno() != ErrorNumber.EINTR.number() || System.nanoTime() > end) {
                return -1;
            }
        }
        int bits = NativeMemory.getInt(status);
        int signal = bits & 0x7f;
        return signal == 0 ? bits >> 8 & 0xff : 128 + signal;
    }

    private static LibC libc() {
        return Native.libc();
    }

    /** Addresses of texts, with a null behind them. */
    private record Texts(ByteBuffer memory) {
        static Texts of(List<String> texts) {
            List<byte[]> all = new ArrayList<>();
            int size = Long.BYTES * (texts.size() + 1);
            for (String text : texts) {
                byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
                all.add(bytes);
                size += bytes.length;
            }
            ByteBuffer memory = NativeMemory.allocate(size);
            long next = NativeMemory.address(memory) + (long) Long.BYTES * (all.size() + 1);
            for (int i = 0; i < all.size(); i++) {
                memory.putLong(i * Long.BYTES, next);
                NativeMemory.putBytes(next, all.get(i));
                next += all.get(i).length;
            }
            return new Texts(memory);
        }

        long address() {
            return NativeMemory.address(memory);
        }
    }
}
