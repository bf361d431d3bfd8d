package io.bpftest.engine.cgroup;

import io.bpftest.error.CgroupException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The group that this JVM moves into so that single threads of it can be in groups of their own: all threads of a process
 * have to be within one group that is no thread's own ("threaded domain").
 *
 * <p>It is made with the first group of a test, beside other JVMs' homes, and stays until the JVM ends. Then the JVM goes
 * back to where it was and removes it; what a killed JVM left, the next one removes ({@link LeftoverGroups}).
 */
final class HomeGroup {

    private static final String SUBJECT = "No control group can be made for the test";

    /** How often a home is made anew that another JVM took for a leftover before this one was in it. */
    private static final int ATTEMPTS = 20;

    private static @Nullable HomeGroup made;

    private final Path path;
    private final AtomicInteger groups = new AtomicInteger();

    private HomeGroup(Path path) {
        this.path = path;
    }

    /**
     * Gives this JVM's home, making it at first.
     *
     * @throws CgroupException if it cannot be made; says who forbids it
     */
    static synchronized HomeGroup get() {
        HomeGroup home = made;
        if (home == null) {
            home = new HomeGroup(make(CgroupHierarchy.ofThisProcess()));
            made = home;
        }
        return home;
    }

    Path path() {
        return path;
    }

    /**
     * Makes a group for threads of this process.
     *
     * @param parent the home, or another such group
     */
    Path newGroup(Path parent) {
        Path group = parent.resolve("test-" + groups.incrementAndGet());
        try {
            Files.createDirectory(group);
            GroupFiles.write(group, GroupFiles.TYPE, "threaded");
            return group;
        } catch (IOException e) {
            throw refused(parent, e);
        }
    }

    /** Takes the JVM to its new home. */
    private static Path make(CgroupHierarchy hierarchy) {
        Path base = hierarchy.own();
        try {
            base = base(hierarchy);
            LeftoverGroups.remove(base);
            for (int attempt = 1; ; attempt++) {
                try {
                    Path home = base.resolve(OwnerName.ofThisJvm().text());
                    if (!Files.isDirectory(home)) {
                        Files.createDirectory(home);
                    }
                    GroupFiles.write(home, GroupFiles.PROCESSES, GroupFiles.MYSELF);
                    Path origin = hierarchy.own();
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(home, origin), "bpf-test cgroups"));
                    return home;
                } catch (NoSuchFileException e) {
                    if (attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        } catch (IOException e) {
            throw refused(base, e);
        }
    }

    /**
     * The group that the home is made in: the nearest to this process's own that may hold groups of processes, and no
     * JVM's home, since a JVM that tests started begins its life in theirs.
     */
    private static Path base(CgroupHierarchy hierarchy) throws IOException {
        Path base = hierarchy.own();
        Path group = base;
        while (!group.equals(hierarchy.mount())) {
            Path around = Objects.requireNonNull(group.getParent());
            if (OwnerName.of(group).isPresent() || !GroupFiles.type(group).equals("domain")) {
                base = around;
            }
            group = around;
        }
        return base;
    }

    private static void leave(Path home, Path origin) {
        try {
            GroupFiles.write(origin, GroupFiles.PROCESSES, GroupFiles.MYSELF);
            LeftoverGroups.removeTree(home);
        } catch (IOException e) {
            // Somebody may be in it still; the next JVM removes it then.
        }
    }

    private static CgroupException refused(Path where, IOException cause) {
        return new CgroupException(
                new Problem(
                        SUBJECT,
                        Forbidden.by(where, cause),
                        "a group that this process may make, and enter",
                        Forbidden.remedy(where)),
                cause);
    }
}
