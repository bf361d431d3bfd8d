package io.bpftest.engine.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The capabilities that BPF asks for, by their bit in {@code linux/capability.h}. */
public enum Capability {
    CAP_NET_ADMIN(12),
    CAP_SYS_ADMIN(21),
    CAP_PERFMON(38),
    CAP_BPF(39);

    private final int bit;

    Capability(int bit) {
        this.bit = bit;
    }

    /** Tells whether this process has it in effect, as {@code /proc/self/status} says. */
    public boolean isEffective() {
        return (Effective.MASK >>> bit & 1) != 0;
    }

    /**
     * Tells whether this process's capabilities count only within a user namespace, as those of rootless containers:
     * {@code bpf(2)} asks for them in the initial one, whose {@code uid_map} maps all users to themselves
     * (user_namespaces(7)).
     */
    public static boolean areOfUserNamespace() {
        try {
            return !Files.readString(Path.of("/proc/self/uid_map")).strip().matches("0\\s+0\\s+4294967295");
        } catch (IOException e) {
            // a kernel without user namespaces
            return false;
        }
    }

    /** What this process lacks: for any program, and where it has that, for tracing. */
    public static List<Capability> missing() {
        if (CAP_SYS_ADMIN.isEffective()) {
            return List.of();
        }
        List<Capability> forAny = missing(CAP_BPF, CAP_NET_ADMIN);
        return forAny.isEmpty() ? missing(CAP_PERFMON) : forAny;
    }

    private static List<Capability> missing(Capability... needed) {
        return Stream.of(needed).filter(capability -> !capability.isEffective()).toList();
    }

    private static final class Effective {
        private static final long MASK = read();

        private static long read() {
            try (var lines = Files.lines(Path.of("/proc/self/status"))) {
                return lines.filter(line -> line.startsWith("CapEff:"))
                        .mapToLong(line -> Long.parseUnsignedLong(
                                line.substring("CapEff:".length()).strip(), 16))
                        .findFirst()
                        .orElse(0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
