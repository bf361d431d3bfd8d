package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file system of the kernel's own, such as tracefs, through a mount that is attached nowhere and goes with its file
 * descriptor: containers and small systems do not mount it.
 *
 * @param descriptor the mount, owned by this
 */
public record KernelFiles(int descriptor) implements AutoCloseable {

    private static final int FSCONFIG_CMD_CREATE = 6;

    private static final String TRACEFS = "/sys/kernel/tracing";
    private static final String SECURITYFS = "/sys/kernel/security";

    /**
     * Mounts a file system.
     *
     * @param usual where it is mounted mostly, for errors
     * @param subject what cannot be done without, for errors
     * @throws BpfException if the kernel refuses
     */
    static KernelFiles mount(String type, String usual, String subject) {
        int context = (int) SystemCall.FSOPEN.call(Scratch.string(type), 0, 0, 0, 0);
        if (context < 0) {
            throw refused(type, usual, subject);
        }
        try {
            if (SystemCall.FSCONFIG.call(context, FSCONFIG_CMD_CREATE, 0, 0, 0) < 0) {
                throw refused(type, usual, subject);
            }
            int mount = (int) SystemCall.FSMOUNT.call(context, 0, 0, 0, 0);
            if (mount < 0) {
                throw refused(type, usual, subject);
            }
            return new KernelFiles(mount);
        } finally {
            Native.libc().close(context);
        }
    }

    /** The lines of a file of tracefs; none where this process cannot read it. */
    public static List<String> tracefs(String file) {
        return read("tracefs", TRACEFS, file).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** The security modules that are active, in their order; nothing where the kernel does not tell. */
    public static Optional<List<String>> securityModules() {
        return read("securityfs", SECURITYFS, "lsm")
                .map(text -> List.of(text.strip().split(",")));
    }

    private static Optional<String> read(String type, String usual, String file) {
        Path there = Path.of(usual, file);
        try {
            if (Files.isReadable(there)) {
                return Optional.of(Files.readString(there, StandardCharsets.ISO_8859_1));
            }
            try (KernelFiles mount = mount(type, usual, "The file " + file + " cannot be read")) {
                return Optional.of(Files.readString(mount.root().resolve(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException | BpfException e) {
            // What it would tell only makes messages better.
            return Optional.empty();
        }
    }

    /** The folder that shows it. */
    Path root() {
        return Path.of("/proc/self/fd", String.valueOf(descriptor));
    }

    @Override
    public void close() {
        Native.libc().close(descriptor);
    }

    private static BpfException refused(String type, String usual, String subject) {
        int errno = Native.errno();
        Problem problem = new Problem(
                subject,
                type + " cannot be read: " + Errno.text(errno),
                type + " at " + usual + ", readable for this process, or " + Capability.CAP_SYS_ADMIN,
                "run as root, or let a group read it: mount -o remount,gid=$(id -g) " + usual);
        return PerfEvent.isOfPrivilege(errno) ? new PrivilegeException(problem) : new FeatureMissingException(problem);
    }
}
