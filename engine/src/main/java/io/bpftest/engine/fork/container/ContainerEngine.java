package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.DockerClient;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.dockerclient.TransportConfig;

/**
 * The container engine that Testcontainers finds on this machine, Docker or one that speaks like it.
 *
 * <p>Testcontainers' own containers are not used: its clean-up starts a helper container from a registry's image, and ours
 * are removed by the engine when their input ends.
 */
final class ContainerEngine {

    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final Set<String> OF_THIS_MACHINE = Set.of("unix", "npipe");

    private ContainerEngine() {}

    /**
     * Connects to it.
     *
     * @throws EnvironmentException if there is none that works
     */
    static DockerClient connect() {
        TransportConfig transport;
        try {
            transport = DockerClientFactory.instance().getTransportConfig();
        } catch (IllegalStateException e) {
            throw unavailable(e);
        }
        URI host = transport.getDockerHost();
        if (!OF_THIS_MACHINE.contains(host.getScheme())) {
            throw new EnvironmentException(new Problem(
                    "Tests cannot run in containers of another machine",
                    "DOCKER_HOST " + host,
                    "a container engine on this machine, which can mount the tests' classes and sources from it",
                    "unset DOCKER_HOST, or run the build on that machine"));
        }
        return DockerClientProviderStrategy.getClientForConfig(transport);
    }

    private static EnvironmentException unavailable(@Nullable Throwable cause) {
        String host = System.getenv("DOCKER_HOST");
        if (host != null) {
            return unavailable(
                    "DOCKER_HOST is " + host + ", and nothing answers there", "start it, or unset it", cause);
        } else if (!Files.exists(SOCKET)) {
            return unavailable("no socket " + SOCKET, "install Docker or Podman, or start it", cause);
        } else if (!Files.isWritable(SOCKET)) {
            return unavailable(
                    "this user may not use " + SOCKET,
                    "become a member of its group (sudo usermod -aG docker " + System.getProperty("user.name")
                            + ", then log in anew), or use a rootless engine",
                    cause);
        }
        return unavailable(SOCKET + " is there, and nothing answers", "start Docker", cause);
    }

    private static EnvironmentException unavailable(String found, String remedy, @Nullable Throwable cause) {
        return new EnvironmentException(
                new Problem("No container engine works on this machine", found, "Docker, or an engine like it", remedy),
                cause);
    }
}
