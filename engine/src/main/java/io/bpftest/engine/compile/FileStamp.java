package io.bpftest.engine.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What a file system tells of a file without reading it.
 *
 * @param size in bytes
 * @param modified the time of the last write, in steps of the file system's clock
 * @param inode the file system's name of the file, if it has one
 */
record FileStamp(long size, FileTime modified, @Nullable Object inode) {

    /** Looks at a file, or gives null if it cannot be. */
    static @Nullable FileStamp of(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        } catch (IOException e) {
            return null;
        }
    }
}
