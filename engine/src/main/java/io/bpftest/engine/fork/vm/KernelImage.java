package io.bpftest.engine.fork.vm;

import io.bpftest.error.EnvironmentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kernel to boot.
 *
 * @param version what users call it, such as {@code 6.1}
 * @param release what it calls itself ({@code uname -r}), such as {@code 6.1.0-48-amd64}
 * @param image the file that a boot loader would load
 * @param modules the folder {@code lib/modules/<release>}; if there is none, the kernel has all that it needs built in
 */
public record KernelImage(
        String version,
        String release,
        Path image,
        @Nullable Path modules) {

    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+).*");

    /**
     * Takes a kernel that a user names by its image. Its modules are those of this machine for its release, or those in
     * {@code lib/modules/<release>} beside the image.
     *
     * @throws EnvironmentException if there is no such file, or it is no kernel
     */
    public static KernelImage of(Path image) {
        String release = BootHeader.release(image);
        Matcher version = VERSION.matcher(release);
        Path modules = null;
        for (Path root : new Path[] {image.toAbsolutePath().resolveSibling(""), Path.of("/")}) {
            Path folder = root.resolve("lib/modules").resolve(release);
            if (modules == null && Files.isReadable(folder.resolve(ModuleList.DEPENDENCIES))) {
                modules = folder;
            }
        }
        return new KernelImage(
                version.matches() ? version.group(1) : release, release, image.toAbsolutePath(), modules);
    }
}
