package io.bpftest.engine.cgroup;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes a group away whatever is in it: a process that was killed leaves its group a little later. */
final class GroupRemoval {

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** How long to wait for the kernel before the next attempt. */
    private static final long PAUSE_NANOS = 200_000;

    private GroupRemoval() {}

    /**
     * Removes a group that has no groups within it.
     *
     * @param home where threads of this JVM go that no interrupt ends
     */
    static void remove(Path group, Path home) throws IOException {
        long begin = System.nanoTime();
        while (Files.exists(group)) {
            try {
                GroupProcesses.end(group, List.of());
                release(group, home);
                Files.delete(group);
            } catch (NoSuchFileException e) {
                return;
            } catch (FileSystemException e) {
                if (System.nanoTime() - begin >= LIMIT_NANOS) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void release(Path group, Path home) throws IOException {
        long own = ProcessHandle.current().pid();
        for (long thread : GroupFiles.threads(group)) {
            if (GroupFiles.processOf(thread).filter(process -> process == own).isPresent()) {
                try {
                    GroupFiles.write(home, GroupFiles.THREADS, Long.toString(thread));
                } catch (IOException e) {
                    if (GroupFiles.processOf(thread).isPresent()) {
                        throw e;
                    }
                    // It has ended since.
                }
            }
        }
    }
}
