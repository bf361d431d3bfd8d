package io.bpftest.engine.compile;

import java.nio.file.Path;

/** Entries that another JVM made in a cache folder of its own, and this machine's is to have too. */
public final class ReceivedEntries {

    private ReceivedEntries() {}

    /**
     * Keeps an entry, so that other processes see the whole of it or nothing. Unfinished work of the other JVM's is left
     * out.
     *
     * @param cacheFolder an absolute path
     * @param file the entry, within the folder
     * @throws io.bpftest.error.ConfigurationException if the cache folder cannot be written
     */
    public static void keep(Path cacheFolder, Path file, byte[] content) {
        if (!file.startsWith(Cache.temporary(cacheFolder))) {
            new Cache(cacheFolder).write(file, content);
        }
    }
}
