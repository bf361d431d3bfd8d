package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Optional;

/** C sources of the framework's own, kept in the cache folder for clang to read. */
public final class OwnSource {

    private OwnSource() {}

    /**
     * Gives the file of a source.
     *
     * @param name its name, the same for the same text only
     */
    public static Path of(Path cacheFolder, String name, String text) {
        Cache cache = new Cache(cacheFolder.toAbsolutePath().normalize());
        Path file = cache.ownSourceFile(name);
        if (!Cache.text(file).equals(Optional.of(text))) {
            cache.write(file, text.getBytes(UTF_8));
        }
        return file;
    }
}
