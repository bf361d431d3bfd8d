package io.bpftest.engine.compile;

import java.nio.file.Path;

/** A BPF object that clang made, now or earlier. */
public final class CompiledObject {

    private final Path source;
    private final Path file;
    private final String sha256;
    private final byte[] bytes;
    private final String warnings;

    CompiledObject(Path source, Path file, String sha256, byte[] bytes, String warnings) {
        this.source = source;
        this.file = file;
        this.sha256 = sha256;
        this.bytes = bytes;
        this.warnings = warnings;
    }

    /** The C source that it was made from, absolute. */
    public Path source() {
        return source;
    }

    /** The object as a file in the cache; never written to again, though a user may empty the cache. */
    public Path file() {
        return file;
    }

    /** The SHA-256 of the object in hexadecimal: equal for equal objects, so that it serves as their name. */
    public String sha256() {
        return sha256;
    }

    /** The object's bytes: the array itself and no copy, shared by all who compile the same; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** What clang said though it compiled, also when the object came from the cache; empty if nothing. */
    public String warnings() {
        return warnings;
    }

    @Override
    public String toString() {
        return source.getFileName() + " (" + bytes.length + " bytes, sha256 " + sha256 + ")";
    }
}
