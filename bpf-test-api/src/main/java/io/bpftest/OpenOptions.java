package io.bpftest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How {@link Bpf#open(Path, OpenOptions)} makes an object. Immutable: each call gives a changed copy.
 *
 * <pre>{@code
 * Bpf.open("limiter.bpf.c", openOptions().with("clock_mock.bpf.c").cflags("-DLIMIT=3"))
 * }</pre>
 */
public final class OpenOptions {

    private static final OpenOptions NONE = new OpenOptions(List.of(), List.of());

    private final List<String> cflags;
    private final List<Path> with;

    private OpenOptions(List<String> cflags, List<Path> with) {
        this.cflags = cflags;
        this.with = with;
    }

    /** Gives options that set nothing. */
    public static OpenOptions openOptions() {
        return NONE;
    }

    /** Adds options for clang, which go for all sources. */
    public OpenOptions cflags(String... further) {
        return new OpenOptions(joined(cflags, Arrays.asList(further)), with);
    }

    /**
     * Adds mocks: C sources or compiled objects that are linked with the object under test. Their functions replace its
     * {@code __weak} functions of the same names, and stand for those that it declares {@code extern}.
     *
     * @param files paths from the working directory
     */
    public OpenOptions with(Path... files) {
        return new OpenOptions(cflags, joined(with, Arrays.asList(files)));
    }

    /** As {@link #with(Path...)}. */
    public OpenOptions with(String... files) {
        return with(Arrays.stream(files).map(Path::of).toArray(Path[]::new));
    }

    /** The options for clang. */
    public List<String> cflags() {
        return cflags;
    }

    /** The files that are linked with the object under test. */
    public List<Path> with() {
        return with;
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}
