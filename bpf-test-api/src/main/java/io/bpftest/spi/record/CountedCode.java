package io.bpftest.spi.record;

import java.nio.file.Path;
import java.util.List;

/**
 * An object whose programs count what they reach of their source.
 *
 * @param object the name of the file that the object was made from
 * @param parts what it was linked of, in the order of the counters
 */
public record CountedCode(String object, List<Part> parts) {

    /** Copies the list. */
    public CountedCode {
        parts = List.copyOf(parts);
    }

    /**
     * One source's object as clang made it, which says what each counter stands for.
     *
     * @param sha256 the SHA-256 of its bytes in hexadecimal, its name
     * @param content the bytes; not to be changed
     */
    public record Part(Path source, String sha256, byte[] content) {}
}
