package io.bpftest.engine.fork.vm;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Whether a virtual machine will see what tests need: QEMU reads it as this user. */
final class SharedFiles {

    /** Where a machine has its own. */
    private static final List<Path> OWN = List.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"), Path.of("/run"));

    private static final int MOST_SHOWN = 10;

    private SharedFiles() {}

    /**
     * Looks at a folder that is to be a machine's root.
     *
     * @throws EnvironmentException if it is none
     */
    static void checkRoot(Path root) {
        if (!Files.isDirectory(root) || !Files.isReadable(root)) {
            throw unbootable(root, Files.exists(root) ? "no folder that this user may read" : "no such folder");
        }
        // A link there leads from the folder, not from this machine's root.
        for (String folder : List.of("bin", "usr/bin")) {
            if (Files.exists(root.resolve(folder).resolve("sh"), LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
        }
        throw unbootable(root, "neither bin/sh nor usr/bin/sh in it");
    }

    private static EnvironmentException unbootable(Path root, String found) {
        return new EnvironmentException(new Problem(
                "A virtual machine cannot have the root " + root,
                found,
                "a folder with the files of a Linux system, such as what docker export gives",
                "correct bpftest.vm.root, or leave it out: machines then have this machine's files"));
    }

    /**
     * Looks at the class path, the modules and the working folder.
     *
     * @throws EnvironmentException if one of them cannot be shared
     */
    static void check(GuestLaunch launch) {
        List<Path> all = new ArrayList<>(launch.classPath());
        all.addAll(launch.modules());
        all.add(launch.workingFolder());
        List<String> reasons = new ArrayList<>();
        for (Path path : new TreeSet<>(all)) {
            if (OWN.stream().anyMatch(path.toAbsolutePath()::startsWith)) {
                reasons.add(path + ": a virtual machine has its own /"
                        + path.toAbsolutePath().getName(0));
            } else if (!Files.isReadable(path)) {
                reasons.add(
                        path + ": " + (Files.notExists(path) ? "there is no such file" : "this user may not read it"));
            }
        }
        if (!reasons.isEmpty()) {
            throw new EnvironmentException(new Problem(
                    "A virtual machine would not see all files of the tests",
                    String.join("\n", reasons.subList(0, Math.min(reasons.size(), MOST_SHOWN))),
                    "class path and modules that this user may read, outside of /proc, /sys, /dev and /run",
                    "move them, or correct their rights"));
        }
    }
}
