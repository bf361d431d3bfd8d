package io.bpftest.engine.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Folders for unfinished work, named {@code <boot>-<pid>-<start>-<number>} by the process that made them, so that those
 * of a killed process can be told and removed.
 *
 * <p>A pid means something only within one boot and one pid namespace, and a cache may be shared with containers and
 * other machines; folders from elsewhere are removed once they are a day old.
 */
final class TemporaryFolders {

    private static final Duration FOREIGN_AGE = Duration.ofDays(1);
    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();
    private static final String BOOT = boot();

    private final Path root;

    /**
     * Uses a folder for all of them.
     *
     * @param root need not exist
     */
    TemporaryFolders(Path root) {
        this.root = root;
    }

    /** Makes a new folder; the caller removes it with {@link #remove}. */
    Path create() throws IOException {
        Files.createDirectories(root);
        return Files.createTempDirectory(root, name(ProcessHandle.current().pid()) + "-");
    }

    /** Removes what dead processes left, once per JVM and folder. A folder that cannot be removed is left alone. */
    void sweepOnce() {
        if (SWEPT.add(root)) {
            sweep();
        }
    }

    /** Removes what dead processes left. */
    void sweep() {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> folders = Files.list(root)) {
            folders.filter(TemporaryFolders::isAbandoned).forEach(TemporaryFolders::remove);
        } catch (IOException e) {
            // A cache that cannot be listed will fail where it is written to, with the reason.
            return;
        }
    }

    /** Removes a folder and all in it, as far as that is possible. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // Another process may be removing the same; what stays is swept by a later one.
            return;
        }
    }

    /** The name of a process of this boot and pid namespace, without the number that follows. */
    static String name(long pid) {
        return BOOT + "-" + pid + "-" + startOf(pid);
    }

    private static boolean isAbandoned(Path folder) {
        String[] parts = folder.getFileName().toString().split("-", 4);
        if (parts.length == 4 && parts[0].equals(BOOT)) {
            try {
                long pid = Long.parseLong(parts[1]);
                return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty() || !parts[2].equals(startOf(pid));
            } catch (NumberFormatException e) {
                return isOld(folder);
            }
        }
        return isOld(folder);
    }

    private static boolean isOld(Path folder) {
        try {
            FileTime changed = Files.getLastModifiedTime(folder);
            return changed.toInstant().isBefore(Instant.now().minus(FOREIGN_AGE));
        } catch (IOException e) {
            return false;
        }
    }

    /** When a process started, in clock ticks since boot (field 22 of /proc/pid/stat, proc(5)): a pid is used again. */
    private static String startOf(long pid) {
        String stat = read(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field, the name in parentheses, may hold spaces and parentheses.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length > 19 ? fields[19] : "0";
    }

    private static String boot() {
        String namespace;
        try {
            namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            namespace = "";
        }
        return Sha256.of(read(Path.of("/proc/sys/kernel/random/boot_id")) + namespace)
                .substring(0, 12);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
