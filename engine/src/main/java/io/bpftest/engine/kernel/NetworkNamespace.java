package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.LabException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import java.nio.file.Path;

/**
 * A network namespace without a name: it is there as long as its file descriptor, a thread or a socket in it, so that
 * the kernel frees it with the process, however that ends.
 *
 * @param descriptor its file descriptor, owned by this
 */
public record NetworkNamespace(FileDescriptor descriptor) implements AutoCloseable {

    private static final int CLONE_NEWNET = 0x4000_0000;

    /**
     * Moves the calling thread into a new namespace, for good: nothing moves it back.
     *
     * @param subject what cannot be made without, for errors
     * @throws PrivilegeException if this process may not make namespaces
     * @throws FeatureMissingException if the kernel has none
     */
    public static NetworkNamespace enterNew(String subject) {
        if (Native.libc().unshare(CLONE_NEWNET) != 0) {
            throw refused(-Native.errno(), subject);
        }
        return new NetworkNamespace(FileDescriptor.open(Path.of("/proc/thread-self/ns/net")));
    }

    /** Moves the calling thread into this namespace, for good. */
    public void enter() {
        if (Native.libc().setns(descriptor.number(), CLONE_NEWNET) != 0) {
            int error = Native.errno();
            throw new LabException(new Problem(
                    "A thread cannot enter a network namespace",
                    "setns: " + Errno.text(error),
                    Capability.CAP_SYS_ADMIN + " and a namespace that is still open",
                    "run as root, and use a lab before it is closed"));
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }

    private static BpfException refused(int error, String subject) {
        String found = "unshare(CLONE_NEWNET): " + Errno.text(error);
        if (Errno.EPERM.is(error)) {
            return new PrivilegeException(new Problem(
                    subject,
                    found,
                    Capability.CAP_SYS_ADMIN + " for network namespaces, and " + Capability.CAP_NET_ADMIN
                            + " for what is in them",
                    "run as root, or give the process these capabilities"));
        }
        return new FeatureMissingException(new Problem(
                subject,
                found,
                "a kernel with network namespaces (CONFIG_NET_NS), and fewer than user.max_net_namespaces of them",
                "use another kernel, or close what holds namespaces"));
    }
}
