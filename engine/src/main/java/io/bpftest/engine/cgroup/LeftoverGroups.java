package io.bpftest.engine.cgroup;

import io.bpftest.error.CgroupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Removes the groups of JVMs that were killed. The kernel keeps a group that nobody removes, though what was attached with
 * links is gone with the JVM.
 *
 * <p>A group that holds processes cannot be removed, so that no living JVM's home is ever taken away. What a dead JVM had
 * started in a test's group is ended first.
 */
final class LeftoverGroups {

    private LeftoverGroups() {}

    /** Removes what can be removed of dead JVMs in a group; what cannot stays for a later start. */
    static void remove(Path base) throws IOException {
        for (Path home : GroupFiles.children(base)) {
            OwnerName owner = OwnerName.of(home).orElse(null);
            if (owner == null) {
                continue;
            }
            try {
                if (!GroupFiles.isPopulated(home)) {
                    removeTree(home);
                } else if (owner.isDead()) {
                    for (Path group : GroupFiles.children(home)) {
                        endAndRemove(group, home);
                    }
                    Files.delete(home);
                }
            } catch (IOException | CgroupException e) {
                // Another JVM removes it at this moment, or something in it still runs.
            }
        }
    }

    /** Removes a group and those within it, none of which may hold a process. */
    static void removeTree(Path group) throws IOException {
        for (Path child : GroupFiles.children(group)) {
            removeTree(child);
        }
        Files.delete(group);
    }

    private static void endAndRemove(Path group, Path home) throws IOException {
        GroupProcesses.end(group, List.of());
        for (Path child : GroupFiles.children(group)) {
            endAndRemove(child, home);
        }
        GroupRemoval.remove(group, home);
    }
}
