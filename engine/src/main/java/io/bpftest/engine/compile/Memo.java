package io.bpftest.engine.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * An object that this JVM has made or read before, and the files that it stands on.
 *
 * <p>The project's own files and the object's file are looked at every time. Those of the system (see {@link SystemFiles}),
 * the compiler, and the paths where a new header would shadow another are many, and change when somebody installs a
 * package or adds a file, not between two test methods: they are looked at when the last look is more than a second
 * old.
 */
final class Memo {

    private static final long LOOK_NANOS = 1_000_000_000L;

    private final CompiledObject object;
    private final String clangName;
    private final Clang clang;
    private final List<WatchedFile> own;
    private final List<WatchedFile> system;
    private final List<Path> absent;
    private final LongSupplier nanoTime;
    private volatile long looked;

    /**
     * Remembers an object.
     *
     * @param clangName what the request called the compiler
     * @param clang the compiler that it meant
     * @param entry what the object was made from
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    Memo(CompiledObject object, String clangName, Clang clang, Manifest.Entry entry, LongSupplier nanoTime) {
        this.object = object;
        this.clangName = clangName;
        this.clang = clang;
        this.own = Stream.concat(
                        Stream.of(new Manifest.FileContent(object.file(), object.sha256())),
                        entry.read().stream().filter(file -> !SystemFiles.contains(file.path())))
                .map(WatchedFile::new)
                .toList();
        this.system = entry.read().stream()
                .filter(file -> SystemFiles.contains(file.path()))
                .map(WatchedFile::new)
                .toList();
        this.absent = entry.absent();
        this.nanoTime = nanoTime;
        this.looked = nanoTime.getAsLong();
    }

    CompiledObject object() {
        return object;
    }

    /** Tells whether compiling again would give the same. */
    boolean isFresh() {
        return own.stream().allMatch(WatchedFile::isUnchanged) && isSystemFresh();
    }

    private boolean isSystemFresh() {
        long now = nanoTime.getAsLong();
        if (now - looked <= LOOK_NANOS) {
            return true;
        }
        boolean fresh = Clang.find(clangName).equals(clang)
                && absent.stream().noneMatch(Files::exists)
                && system.stream().allMatch(WatchedFile::isUnchanged);
        if (fresh) {
            looked = now;
        }
        return fresh;
    }
}
