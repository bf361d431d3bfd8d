package io.bpftest.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this JVM may do; {@code ci/test} hands an ordinary user no more than BPF needs. */
public final class Privileges {

    private static final int CAP_SYS_ADMIN = 21;

    private Privileges() {}

    /** Tells whether labs can be made: network namespaces are root's. */
    static boolean mayMakeLabs() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .anyMatch(line -> (Long.parseUnsignedLong(
                                                line.substring("CapEff:".length())
                                                        .strip(),
                                                16)
                                        >>> CAP_SYS_ADMIN
                                & 1)
                        != 0);
    }
}
