package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.model.Mount;
import io.bpftest.engine.fork.GuestLaunch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows a container what the host has compiled: the host's cache folder is mounted read-only, and the container's own
 * begins with links to its files. What is made there stands beside them, and travels back.
 */
final class CacheLinks {

    private static final String MOUNTED_AT = "/bpf-test-cache";

    /** An image whose cp knows no links compiles all by itself. */
    private static final String LINK = "cp -rs \"$1/.\" \"$2\" 2>/dev/null; shift 2; exec \"$@\"";

    private CacheLinks() {}

    /** Gives the mount that this takes, if the guest has a cache. */
    static Optional<Mount> mount(GuestLaunch launch) {
        return launch.cache().map(folder -> Mounts.readOnly(folder, MOUNTED_AT));
    }

    /** Gives a command that makes the links, then becomes the guest's. */
    static List<String> before(List<String> command, GuestLaunch launch) {
        if (launch.cache().isEmpty()) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", LINK, "sh", MOUNTED_AT));
        whole.add(launch.cache().get().toString());
        whole.addAll(command);
        return whole;
    }
}
