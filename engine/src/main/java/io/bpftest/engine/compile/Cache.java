package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.bpftest.error.ConfigurationException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The cache folder.
 *
 * <p>Objects are named by the SHA-256 of their bytes, manifests by what was asked for; see {@link Manifest}. A file
 * appears under its name only when it is whole, and what is read is checked, so that any number of processes may use
 * one cache without locks: at worst two do the same work and write the same file. Nothing is written on a hit, so a
 * cache may be read-only.
 */
final class Cache {

    private final Path folder;
    private final TemporaryFolders temporary;

    Cache(Path folder) {
        this.folder = folder;
        this.temporary = new TemporaryFolders(temporary(folder));
        temporary.sweepOnce();
    }

    /** Where unfinished work lies in a cache folder. */
    static Path temporary(Path folder) {
        return folder.resolve("tmp");
    }

    Path objectFile(String sha256) {
        return folder.resolve("objects").resolve(sha256 + ".o");
    }

    Path kernelHeaderFile(String fingerprint) {
        String name = fingerprint.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}") ? fingerprint : Sha256.of(fingerprint);
        return folder.resolve("vmlinux").resolve(name).resolve("vmlinux.h");
    }

    Path compilerFile(String key) {
        return folder.resolve("compilers").resolve(key);
    }

    Path manifestFile(String key) {
        return folder.resolve("manifests").resolve(key);
    }

    Path diagnosticsFile(String key) {
        return folder.resolve("diagnostics").resolve(key + ".txt");
    }

    Path harmlessFile(String key) {
        return folder.resolve("harmless").resolve(key);
    }

    Path ownSourceFile(String name) {
        return folder.resolve("sources").resolve(name);
    }

    /** Names the linked object that was made of some parts. */
    Path linkFile(String key) {
        return folder.resolve("links").resolve(key);
    }

    /** Not among the objects that clang made: parts of it may come from elsewhere. */
    Path linkedFile(String sha256) {
        return folder.resolve("linked").resolve((sha256.matches("[0-9a-f]{64}") ? sha256 : "damaged") + ".o");
    }

    /** Gives the bytes of a linked object if it is there and undamaged. */
    Optional<byte[]> linkedObject(String sha256) {
        return bytes(linkedFile(sha256)).filter(bytes -> Sha256.of(bytes).equals(sha256));
    }

    /** Gives the bytes of an object if it is there and undamaged. */
    Optional<byte[]> object(String sha256) {
        return bytes(objectFile(sha256)).filter(bytes -> Sha256.of(bytes).equals(sha256));
    }

    /** Gives a file's text if it can be read. */
    static Optional<String> text(Path file) {
        return bytes(file).map(bytes -> new String(bytes, UTF_8));
    }

    /** Writes a file so that others see the whole of it or nothing. */
    void write(Path file, byte[] content) {
        work(scratch -> {
            Path unfinished = scratch.resolve("unfinished");
            Files.write(unfinished, content);
            move(unfinished, file);
            return file;
        });
    }

    /** Puts a finished file of a scratch folder in its place. */
    static void move(Path unfinished, Path file) throws IOException {
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.move(unfinished, file, ATOMIC_MOVE);
    }

    /**
     * Does work that needs a scratch folder, on the cache's own file system, and removes the folder.
     *
     * @throws ConfigurationException if the cache cannot be written
     */
    <T> T work(Work<T> work) {
        Path scratch = null;
        try {
            scratch = temporary.create();
            return work.in(scratch);
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            if (scratch != null) {
                TemporaryFolders.remove(scratch);
            }
        }
    }

    private ConfigurationException unwritable(IOException e) {
        return new ConfigurationException(
                new Problem(
                        "The cache folder " + folder + " cannot be written",
                        String.valueOf(e),
                        "a folder that this user can write, with free space",
                        "set bpftest.cache.dir to such a folder, or repair this one"),
                e);
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Something done with a folder for unfinished files. */
    interface Work<T> {
        /** Does it; an exception means that the cache cannot be written. */
        T in(Path scratch) throws IOException;
    }
}
