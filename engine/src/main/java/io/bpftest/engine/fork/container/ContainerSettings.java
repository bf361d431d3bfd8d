package io.bpftest.engine.fork.container;

import io.bpftest.spi.Configuration;
import io.bpftest.spi.ContainerPrivileges;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How containers are made.
 *
 * @param image a ready image; if there is none, one is built
 * @param base what it is built on; if there is none, the Dockerfile's own
 * @param privileges what they may do
 * @param build how long building or pulling an image may take
 * @param cache where it is kept what the container engine granted
 */
public record ContainerSettings(
        Optional<String> image, Optional<String> base, ContainerPrivileges privileges, Duration build, Path cache) {

    /** Takes them from {@code bpftest.container.}: image, base, privileges, build; and {@code bpftest.cache.dir}. */
    public static ContainerSettings of(Configuration configuration) {
        return new ContainerSettings(
                configuration.containerImage(),
                configuration.containerBase(),
                configuration.containerPrivileges(),
                configuration.containerBuild(),
                configuration.cacheFolder().toAbsolutePath());
    }
}
