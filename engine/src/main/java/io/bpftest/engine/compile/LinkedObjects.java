package io.bpftest.engine.compile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Objects that were linked of others, kept in the cache folder by what they were made of. Safe for many processes over one
 * folder, as the objects that clang makes are: a file appears whole or not at all, and what is read is checked.
 */
public final class LinkedObjects {

    private final Cache cache;

    /** Looks in a cache folder, which need not exist. */
    public LinkedObjects(Path cacheFolder) {
        this.cache = new Cache(cacheFolder.toAbsolutePath().normalize());
    }

    /**
     * Gives the bytes of a linked object, from the cache or newly made.
     *
     * @param parts the bytes of the objects that it consists of, in their order
     * @param circumstances what else decides what is made, such as the linker's version
     * @param made links them; what it throws leaves nothing in the cache
     */
    public byte[] get(List<byte[]> parts, String circumstances, Supplier<byte[]> made) {
        List<String> identity = new ArrayList<>(List.of(circumstances));
        parts.forEach(part -> identity.add(Sha256.of(part)));
        String key = Sha256.of(identity);
        Optional<byte[]> known = Cache.text(cache.linkFile(key)).flatMap(cache::linkedObject);
        if (known.isPresent()) {
            return known.get();
        }
        byte[] object = made.get();
        String sha256 = Sha256.of(object);
        cache.write(cache.linkedFile(sha256), object);
        cache.write(cache.linkFile(key), sha256.getBytes(UTF_8));
        return object;
    }
}
