package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import io.bpftest.spi.ContainerPrivileges;
import java.util.List;

/**
 * A step of the ladder of privileges, the highest first. An engine may refuse one: rootless engines and restricted hosts
 * the first, old ones the second, whose names they do not know.
 */
enum Rung {
    PRIVILEGED("privileged"),
    BPF("CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN", Capability.BPF, Capability.PERFMON, Capability.NET_ADMIN),
    SYS_ADMIN("CAP_SYS_ADMIN and CAP_NET_ADMIN", Capability.SYS_ADMIN, Capability.NET_ADMIN);

    private final String title;
    private final Capability[] capabilities;

    Rung(String title, Capability... capabilities) {
        this.title = title;
        this.capabilities = capabilities;
    }

    /** What a container of it has. */
    String title() {
        return title;
    }

    /** The steps to try, in their order. */
    static List<Rung> of(ContainerPrivileges privileges) {
        return switch (privileges) {
            case AUTO -> List.of(values());
            case PRIVILEGED -> List.of(PRIVILEGED);
            case CAPABILITIES -> List.of(BPF, SYS_ADMIN);
        };
    }

    /** Asks for it. AppArmor's profile for containers would forbid mounts, such as that of a cgroup hierarchy. */
    HostConfig apply(HostConfig config) {
        return this == PRIVILEGED
                ? config.withPrivileged(true)
                : config.withCapAdd(capabilities).withSecurityOpts(List.of("apparmor=unconfined"));
    }
}
