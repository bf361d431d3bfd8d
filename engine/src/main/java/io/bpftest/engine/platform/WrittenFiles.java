package io.bpftest.engine.platform;

import io.bpftest.engine.fork.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Puts the files that a guest wrote where a local test would have put them. */
final class WrittenFiles {

    private final List<Path> folders;

    /** Takes files within these folders, which the guest was told to write to, and no others. */
    WrittenFiles(List<Path> folders) {
        this.folders = folders;
    }

    void write(Message.Written written) {
        Path file = Path.of(written.file()).normalize();
        if (folders.stream().noneMatch(file::startsWith)) {
            throw new IllegalArgumentException("a guest sent a file that was not asked for: " + file);
        }
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, written.content());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
