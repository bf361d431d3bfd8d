package io.bpftest.engine.platform;

import io.bpftest.engine.compile.ReceivedEntries;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.Message;
import io.bpftest.error.ConfigurationException;
import io.bpftest.error.Problem;
import io.bpftest.spi.TestFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the files that a guest wrote where a local test would have put them. One that cannot be put there changes no
 * test's result: the first is told of.
 */
final class WrittenFiles {

    private final List<Path> folders;
    private final List<Path> modules;
    private final @Nullable Path cache;
    private boolean told;

    /** Takes files within the folders that the guest was told to write to, and no others. */
    WrittenFiles(GuestLaunch launch) {
        this.folders = launch.written();
        this.modules = launch.modules();
        this.cache = launch.cache().orElse(null);
    }

    void write(Message.Written written) {
        Path file = Path.of(written.file()).normalize();
        if (folders.stream().noneMatch(file::startsWith)) {
            throw new IllegalArgumentException("a guest sent a file that was not asked for: " + file);
        }
        try {
            if (cache != null && file.startsWith(cache)) {
                ReceivedEntries.keep(cache, file, written.content());
            } else {
                put(forSource(file).orElse(file), written.content());
            }
        } catch (IOException | ConfigurationException e) {
            tell(file, e);
        }
    }

    private static void put(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Where a file belongs that is to lie beside a test's source, which the guest cannot write. */
    private Optional<Path> forSource(Path file) {
        // The folders for reports are those of the modules, in their order.
        for (int i = 0; i < modules.size(); i++) {
            Path those = folders.get(i).resolve(TestFolders.FOR_SOURCES);
            if (file.startsWith(those)) {
                Path wanted = modules.get(i).resolve(those.relativize(file)).normalize();
                if (!wanted.startsWith(modules.get(i).resolve("src").resolve("test"))) {
                    throw new IllegalArgumentException("a guest sent a file for no test's source: " + wanted);
                }
                return Optional.of(wanted);
            }
        }
        return Optional.empty();
    }

    private void tell(Path file, Exception reason) {
        if (told) {
            return;
        }
        told = true;
        System.err.println("bpf-test: "
                + new Problem(
                                "A file that the tests wrote cannot be kept, nor perhaps others",
                                reason.toString(),
                                "a folder that this user can write, with free space: " + file.getParent(),
                                "correct the folder's rights, free space, or set bpftest.report.dir and "
                                        + "bpftest.cache.dir to other folders")
                        .text());
    }
}
