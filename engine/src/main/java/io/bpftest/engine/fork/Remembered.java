package io.bpftest.engine.fork;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * What was found out about this machine, in a file of the cache folder, so that the next run need not find it out again. A
 * cache that cannot be written costs that, and nothing else.
 *
 * @param file holds it, as a line of text
 */
public record Remembered(Path file) {

    /**
     * Will keep it in a folder.
     *
     * @param about all that it may depend on: where some of that changes, nothing is remembered
     */
    public static Remembered in(Path folder, String about) {
        return new Remembered(
                folder.resolve(UUID.nameUUIDFromBytes(about.getBytes(UTF_8)).toString()));
    }

    /** Tells whether something is remembered. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** Gives what is remembered; nothing where that cannot be read. */
    public Optional<String> read() {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Remembers a line from now on, as far as it can be written. */
    public void write(String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n");
        } catch (IOException e) {
            // Then the next run finds it out again.
            return;
        }
    }
}
