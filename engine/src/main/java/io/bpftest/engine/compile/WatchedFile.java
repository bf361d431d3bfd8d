package io.bpftest.engine.compile;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file whose content is known, and that is read again only when something suggests a change.
 *
 * <p>Size, modification time and inode stand for the content, once the file is old enough: a file system's clock moves
 * in steps of some milliseconds, so that a second write shortly after a first may leave the same time. Until then the
 * content is compared.
 */
final class WatchedFile {

    /** Longer than the step of a local file system's clock, which is that of the kernel's timer (1 to 10 ms). */
    private static final long CLOCK_STEP_MILLIS = 100;

    private final Path path;
    private final String sha256;
    private @Nullable FileStamp settled;

    /**
     * Watches a file from now on.
     *
     * @param content the content that counts as unchanged
     */
    WatchedFile(Manifest.FileContent content) {
        this.path = content.path();
        this.sha256 = content.sha256();
    }

    /** Tells whether the file still has the content. */
    synchronized boolean isUnchanged() {
        FileStamp stamp = FileStamp.of(path);
        if (stamp == null) {
            return false;
        }
        if (stamp.equals(settled)) {
            return true;
        }
        // Asked before the content is read: a write after that leaves a later time.
        boolean old = System.currentTimeMillis() - stamp.modified().toMillis() > CLOCK_STEP_MILLIS;
        if (!Sha256.of(path).equals(sha256)) {
            return false;
        }
        settled = old ? stamp : null;
        return true;
    }
}
