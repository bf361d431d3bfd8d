package io.bpftest.engine.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Shows other JVMs that this one still runs tests of the same module: of several forks the last to end judges the coverage. The
 * kernel takes the lock from a JVM however it ends.
 */
final class RunningJvm {

    private static final String PREFIX = "running-";
    private static final String TURNS = "running.lock";

    private final Path file;
    private final FileChannel channel;

    private RunningJvm(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Begins to show it, in a folder that is made if it is missing. */
    static synchronized RunningJvm in(Path folder) throws IOException {
        Path file = Files.createDirectories(folder).resolve(PREFIX + UUID.randomUUID());
        // Not while another ends, which would take a file without its lock for that of a killed JVM.
        try (FileChannel turns = turns(folder);
                FileLock turn = turns.lock()) {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (turn.isValid()) {
                channel.lock();
            }
            return new RunningJvm(file, channel);
        }
    }

    private static FileChannel turns(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(TURNS), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /**
     * Ends to show it.
     *
     * @return whether no other runs
     */
    boolean endsLast() throws IOException {
        synchronized (RunningJvm.class) {
            // One after the other, each without its own lock: else two that end at once would each leave it to the
            // other.
            try (FileChannel turns = turns(file.resolveSibling(""));
                    FileLock turn = turns.lock()) {
                channel.close();
                Files.deleteIfExists(file);
                return turn.isValid() && others().stream().noneMatch(RunningJvm::runs);
            }
        }
    }

    private List<Path> others() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(other -> other.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
    }

    private static boolean runs(Path other) {
        try (FileChannel theirs = FileChannel.open(other, StandardOpenOption.WRITE);
                FileLock free = theirs.tryLock()) {
            if (free == null) {
                return true;
            }
            Files.deleteIfExists(other);
            return false;
        } catch (OverlappingFileLockException e) {
            // Another plan in this JVM.
            return true;
        } catch (IOException e) {
            // Gone meanwhile.
            return false;
        }
    }
}
