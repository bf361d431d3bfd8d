package io.bpftest.engine.fork.vm;

import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kernels that {@code ci/kernels} has fetched: a folder for each version, which holds the image and its modules. */
public final class KernelCache {

    private static final Pattern VERSION = Pattern.compile("\\d{1,5}\\.\\d{1,5}");
    private static final Comparator<KernelImage> OLDEST_FIRST = Comparator.<KernelImage>comparingInt(
                    kernel -> number(kernel, 0))
            .thenComparingInt(kernel -> number(kernel, 1));

    private final Path folder;

    /** Will look in the folder {@code kernels} of the cache folder. */
    public KernelCache(Path cache) {
        this.folder = cache.resolve("kernels");
    }

    /**
     * Gives the kernel of a version.
     *
     * @param version such as {@code 6.1}
     * @throws EnvironmentException if it is not there
     */
    public KernelImage kernel(String version) {
        return all().stream()
                .filter(kernel -> kernel.version().equals(version))
                .findFirst()
                .orElseThrow(() -> missing(version));
    }

    /** Gives those that are there, the newest first. */
    public List<KernelImage> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions.filter(version ->
                            VERSION.matcher(version.getFileName().toString()).matches())
                    // What is there is complete: ci/kernels renames it once it is.
                    .filter(version -> Files.isReadable(version.resolve("release")))
                    .map(KernelCache::read)
                    .sorted(OLDEST_FIRST.reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KernelImage read(Path version) {
        try {
            String release = Files.readString(version.resolve("release")).strip();
            return new KernelImage(
                    version.getFileName().toString(),
                    release,
                    version.resolve("vmlinuz"),
                    version.resolve("lib/modules").resolve(release));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int number(KernelImage kernel, int place) {
        return Integer.parseInt(kernel.version().split("\\.")[place]);
    }

    private EnvironmentException missing(String version) {
        List<String> there = all().stream().map(KernelImage::version).toList();
        return new EnvironmentException(new Problem(
                "Kernel " + version + " is not in the cache",
                there.isEmpty() ? "no kernel in " + folder : String.join(", ", there) + " in " + folder,
                "the folder " + folder.resolve(version) + " with vmlinuz, release and modules",
                "run ci/kernels " + version + " of bpf-test, or name an image in bpftest.vm.kernel"));
    }
}
