package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bpftest.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the cache folder knows of objects by their content. Safe for many processes over one folder. */
public final class KnownObjects {

    /** Has the form of circumstances. */
    private static final List<String> NO_ATOMIC_COUNTERS = List.of("clang cannot add to its counters atomically");

    private static final byte[] HARMLESS = "harmless\n".getBytes(UTF_8);

    private final Cache cache;

    /** Looks in a cache folder, which need not exist. */
    public KnownObjects(Path cacheFolder) {
        this.cache = new Cache(cacheFolder.toAbsolutePath().normalize());
    }

    /** Names an object by its bytes: the SHA-256 in hexadecimal. */
    public static String name(byte[] object) {
        return Sha256.of(object);
    }

    /** Tells whether clang made the object of this name for this cache. */
    public boolean isCompiled(String object) {
        return Files.exists(cache.objectFile(object));
    }

    /**
     * Tells whether the object of this name was found harmless.
     *
     * @param circumstances all that the finding depends on beside the object
     */
    public boolean isHarmless(String object, List<String> circumstances) {
        return Files.exists(file(object, circumstances));
    }

    /** Keeps that an object was found harmless; a cache that cannot be written keeps nothing. */
    public void keepHarmless(String object, List<String> circumstances) {
        try {
            cache.write(file(object, circumstances), HARMLESS);
        } catch (ConfigurationException e) {
            // It will be found out again.
            return;
        }
    }

    /** Tells whether clang failed to build the object of this name with counters that are added to atomically. */
    public boolean isWithoutAtomicCounters(String object) {
        return Files.exists(file(object, NO_ATOMIC_COUNTERS));
    }

    /** Keeps that it failed: it would again, and takes its time. */
    public void keepWithoutAtomicCounters(String object) {
        keepHarmless(object, NO_ATOMIC_COUNTERS);
    }

    private Path file(String object, List<String> circumstances) {
        List<String> key = new ArrayList<>(circumstances);
        key.add(object);
        return cache.harmlessFile(Sha256.of(key));
    }
}
