package io.bpftest.engine.platform;

import io.bpftest.engine.kernel.Capability;
import java.util.List;
import java.util.Optional;

/** Whether this JVM may load BPF programs. */
final class LocalPrivileges {

    static final boolean LINUX = System.getProperty("os.name", "").equals("Linux");

    private LocalPrivileges() {}

    static boolean suffice() {
        return lack().isEmpty();
    }

    /** Says why not, as the end of a sentence that begins with this JVM; nothing if it may. */
    static Optional<String> lack() {
        if (!LINUX) {
            return Optional.of("runs on " + System.getProperty("os.name") + ", which has no BPF");
        } else if (Capability.areOfUserNamespace()) {
            return Optional.of("has the capabilities of a user namespace only");
        }
        List<Capability> missing = Capability.missing();
        // Tracing needs it; most programs do not.
        boolean enough = missing.isEmpty() || missing.equals(List.of(Capability.CAP_PERFMON));
        return enough
                ? Optional.empty()
                : Optional.of("lacks "
                        + String.join(", ", missing.stream().map(Enum::name).toList()));
    }
}
