package io.bpftest.assertion;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The approved files that this JVM has written: two tests, or two programs of one, must not write one. */
final class ApprovedOnce {

    private static final Map<Path, String> WRITTEN = new ConcurrentHashMap<>();

    private ApprovedOnce() {}

    /**
     * Claims a file for what is to be written.
     *
     * @param said what tells apart who writes
     * @return whether nobody else has written it
     */
    static boolean claim(Path file, String said) {
        String first = WRITTEN.putIfAbsent(file, said);
        return first == null || first.equals(said);
    }
}
