package io.bpftest.lab;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs Java code and commands in a certain place, such as a control group or a host, so that its programs decide about them. */
public interface CodeRunner {

    /**
     * Runs Java code in the place, in a thread of its own, and waits for it, 10 seconds at most: sockets that the code
     * opens are the place's, and stay so when other threads use them; threads and commands that it starts are there too.
     *
     * <p>What the code throws is thrown here if it is unchecked, or an error such as a failed assertion; else it is the
     * cause of a {@link io.bpftest.error.HostCodeException}.
     *
     * <p>Java's own sockets speak IPv6 unless they are opened with {@code StandardProtocolFamily.INET}, also to IPv4
     * addresses: {@link CgroupHook#CONNECT6} decides about them, not {@link CgroupHook#CONNECT4}.
     *
     * @throws io.bpftest.error.HostCodeException if the code throws a checked exception, or takes too long: it is
     *     interrupted then, and the message shows where it was
     * @throws io.bpftest.error.ObjectClosedException if the place is closed
     */
    default <T extends @Nullable Object> T call(HostCode<T> code) {
        return call(Duration.ofSeconds(10), code);
    }

    /** As {@link #call(HostCode)}, with another limit than 10 seconds. */
    <T extends @Nullable Object> T call(Duration limit, HostCode<T> code);

    /** Runs Java code that gives nothing; otherwise as {@link #call(HostCode)}. */
    default void run(HostCode.Action code) {
        run(Duration.ofSeconds(10), code);
    }

    /** As {@link #run(HostCode.Action)}, with another limit than 10 seconds. */
    default void run(Duration limit, HostCode.Action code) {
        call(limit, () -> {
            code.run();
            return this;
        });
    }

    /**
     * Runs a command in the place, with nothing to read, and waits for it, 10 seconds at most. What it leaves running in a
     * control group is killed when that is closed.
     *
     * @param command the program, found on the PATH, and its arguments
     * @return what it left, whatever its exit code
     * @throws io.bpftest.error.ToolMissingException if there is no such program
     * @throws io.bpftest.error.HostCodeException if it takes too long: it is killed then, and the message shows what it
     *     wrote
     * @throws io.bpftest.error.ObjectClosedException if the place is closed
     */
    default CommandResult command(String... command) {
        return command(Duration.ofSeconds(10), command);
    }

    /** As {@link #command(String...)}, with another limit than 10 seconds. */
    CommandResult command(Duration limit, String... command);
}
