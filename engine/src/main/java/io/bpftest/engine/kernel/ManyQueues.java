package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An interface with many receive queues, for runs that ask for a queue and name no interface: lo has one queue only.
 *
 * <p>It is one end of a veth pair in a network namespace that belongs to one thread, so that nothing of it is seen
 * elsewhere and the kernel removes it with the process, however that ends. The kernel looks an interface up in the
 * namespace of the thread that asks for a run: so these runs are made in that thread, one after the other.
 */
public final class ManyQueues {

    /** As many as the largest network cards have. */
    public static final int NUMBER = 256;

    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final String NAME = "queues";
    private static final String SUBJECT = "No interface with many receive queues can be provided";
    private static final String REMEDY = "name an ingress interface that has the receive queue";

    private static @Nullable ManyQueues made;

    private final ExecutorService thread;
    private final int index;

    private ManyQueues(ExecutorService thread, int index) {
        this.thread = thread;
        this.index = index;
    }

    /**
     * Does work in the thread whose namespace has the interface; gives what it gives, or throws what it throws.
     *
     * @param work gets the interface's index
     * @throws PrivilegeException if this process may not make namespaces
     * @throws ToolMissingException if {@code ip} is missing
     * @throws FeatureMissingException if the kernel has no network namespaces, or no veth pairs of so many queues
     */
    public static <T> T with(IntFunction<T> work) {
        ManyQueues queues = get();
        return OtherThread.call(queues.thread, () -> work.apply(queues.index));
    }

    private static synchronized ManyQueues get() {
        ManyQueues found = made;
        if (found == null) {
            ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
                Thread own = new Thread(work, "bpf-test queues");
                own.setDaemon(true);
                return own;
            });
            try {
                found = new ManyQueues(thread, OtherThread.call(thread, ManyQueues::make));
                made = found;
            } finally {
                if (found == null) {
                    thread.shutdown();
                }
            }
        }
        return found;
    }

    private static int make() {
        if (Native.libc().unshare(CLONE_NEWNET) != 0) {
            int error = -Native.errno();
            String found = "unshare(CLONE_NEWNET): " + Errno.text(error);
            if (!Errno.EPERM.is(error)) {
                throw missing(found);
            }
            throw new PrivilegeException(new Problem(SUBJECT, found, "CAP_SYS_ADMIN", REMEDY + ", or run as root"));
        }
        ip("link", "add", NAME, "numrxqueues", String.valueOf(NUMBER), "type", "veth", "peer", "name", "peer");
        // Java finds no interface without an address.
        ip("address", "add", "192.0.2.1/32", "dev", NAME);
        try {
            NetworkInterface found = NetworkInterface.getByName(NAME);
            if (found != null) {
                return found.getIndex();
            }
        } catch (IOException e) {
            throw missing(String.valueOf(e.getMessage()));
        }
        throw missing("an interface that is not there once it is made");
    }

    private static void ip(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "ip";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw missing(output.strip());
            }
        } catch (IOException e) {
            throw new ToolMissingException(
                    new Problem(
                            SUBJECT,
                            String.valueOf(e.getMessage()),
                            "ip of iproute2 on the PATH",
                            REMEDY + ", or install iproute2"),
                    e);
        } catch (InterruptedException e) {
            throw missing("an interrupt while ip was running");
        }
    }

    private static FeatureMissingException missing(String found) {
        return new FeatureMissingException(new Problem(
                SUBJECT, found, "a network namespace, and a veth pair of " + NUMBER + " receive queues", REMEDY));
    }
}
