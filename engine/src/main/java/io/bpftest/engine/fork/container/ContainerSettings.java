package io.bpftest.engine.fork.container;

import io.bpftest.spi.Configuration;
import io.bpftest.spi.ContainerPrivileges;
import java.time.Duration;
import java.util.Optional;

/**
 * How containers are made.
 *
 * @param image a ready image; if there is none, one is built
 * @param base what it is built on; if there is none, the Dockerfile's own
 * @param privileges what they may do
 * @param build how long building or pulling an image may take
 */
public record ContainerSettings(
        Optional<String> image, Optional<String> base, ContainerPrivileges privileges, Duration build) {

    /** Takes them from {@code bpftest.container.}: image, base, privileges, build. */
    public static ContainerSettings of(Configuration configuration) {
        return new ContainerSettings(
                configuration.containerImage(),
                configuration.containerBase(),
                configuration.containerPrivileges(),
                configuration.containerBuild());
    }
}
