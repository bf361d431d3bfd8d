package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import io.bpftest.engine.fork.CacheLinks;
import io.bpftest.engine.fork.Command;
import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Guests in containers, one for each run, which see the host's files read-only and no network. */
public final class ContainerPlace implements GuestPlace {

    /**
     * Container engines mount control groups read-only, or those of version 1 alone; and sysctls read-only, of which those
     * of the network are the container's own. They leave IPv6 out where a container is in no network.
     */
    private static final String MOUNTS =
            "mkdir /bpf-test-cgroup && mount -t cgroup2 cgroup2 /bpf-test-cgroup 2>/dev/null; "
                    + "net=/proc/sys/net; { mount --bind $net $net && mount -o remount,bind,rw $net; } 2>/dev/null; "
                    + "for part in all default lo; do echo 0 >$net/ipv6/conf/$part/disable_ipv6; done 2>/dev/null; ";

    /** Not exec: the first process is the parent of all that lose theirs, and a shell lets them go when they end. */
    private static final String RUN = "\"$@\"; exit $?";

    private final ContainerSettings settings;

    /** Will make containers as the settings say. */
    public ContainerPlace(ContainerSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "container";
    }

    @Override
    public Guest start(GuestLaunch launch) {
        DockerClient client = ContainerEngine.connect();
        try {
            Owner.removeAbandoned(client);
            return start(client, new ContainerImage(client, settings).name(), launch);
        } catch (RuntimeException | Error e) {
            close(client);
            throw e;
        }
    }

    /** Climbs down the ladder of privileges until the container engine agrees. */
    private Guest start(DockerClient client, String image, GuestLaunch launch) {
        GrantedRung known = GrantedRung.of(client, settings.cache());
        Rung highest = Rung.of(settings.privileges()).get(0);
        StringBuilder refusals = new StringBuilder();
        DockerException last = null;
        for (Rung rung : known.steps(settings.privileges())) {
            try {
                Guest guest = start(client, image, launch, rung);
                known.granted(rung);
                if (rung != highest) {
                    System.err.println("bpf-test: the container has " + rung.title()
                            + ", since the container engine refused more");
                }
                return guest;
            } catch (DockerException e) {
                if (!isOfPrivileges(e)) {
                    throw unstartable(image, String.valueOf(e.getMessage()), e);
                }
                refusals.append(rung.title())
                        .append(": ")
                        .append(e.getMessage())
                        .append('\n');
                last = e;
            }
        }
        throw unstartable(image, refusals.toString(), last);
    }

    private static boolean isOfPrivileges(DockerException refusal) {
        String message = String.valueOf(refusal.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("caps")
                || message.contains("capabilit")
                || message.contains("capadd")
                || message.contains("privileged")
                || message.contains("operation not permitted");
    }

    private static Guest start(DockerClient client, String image, GuestLaunch launch, Rung rung) {
        // The guest's Java is the image's own, wherever it has it.
        List<String> command = prepared(Command.of("java", List.of(), launch), launch);
        CreateContainerCmd create = client.createContainerCmd(image)
                .withEntrypoint(command.get(0))
                .withCmd(command.subList(1, command.size()))
                .withWorkingDir(launch.workingFolder().toString())
                .withLabels(Owner.labels())
                .withAttachStdin(true)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withStdinOpen(true)
                // The end of our connection is the end of its input, and so of the guest, however this JVM ends.
                .withStdInOnce(true)
                .withHostConfig(rung.apply(host(launch)));
        String id = create.exec().getId();
        ContainerGuest guest = new ContainerGuest(client, id);
        try {
            guest.start(launch.limits().start());
            return guest;
        } catch (DockerException e) {
            guest.remove();
            throw e;
        }
    }

    private static List<String> prepared(List<String> command, GuestLaunch launch) {
        String links = launch.cache()
                .map(cache -> CacheLinks.command(Mounts.HOSTS_CACHE, cache) + "; ")
                .orElse("");
        List<String> whole = new ArrayList<>(List.of("/bin/sh", "-c", MOUNTS + links + RUN, "sh"));
        whole.addAll(command);
        return whole;
    }

    private static HostConfig host(GuestLaunch launch) {
        return HostConfig.newHostConfig()
                .withAutoRemove(true)
                .withNetworkMode("none")
                // Programs see the machine's numbers of processes, and tests are to see the same.
                .withPidMode("host")
                .withMounts(Mounts.of(launch))
                .withTmpFs(launch.written().stream().collect(Collectors.toMap(Path::toString, path -> "rw,exec")))
                // Messages are no log.
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE));
    }

    private static EnvironmentException unstartable(String image, String found, @Nullable Throwable cause) {
        return new EnvironmentException(
                new Problem(
                        "No container of the image " + image + " can be started",
                        found,
                        "a container with the right to load BPF programs, which sees this machine's files",
                        remedy(found)),
                cause);
    }

    private static String remedy(String found) {
        if (NoSpace.isTold(found)) {
            return NoSpace.REMEDY;
        } else if (found.contains("bind source path does not exist")) {
            return "the container engine sees other files than this JVM, as within a container: run the build on the "
                    + "engine's machine, or mount the project and its class path at the same paths";
        } else if (found.contains("/bin/sh")) {
            return "use an image with a shell and a Java runtime, or leave bpftest.container.image out";
        }
        return "set bpftest.container.privileges to what this machine allows, or run the tests as root (local)";
    }

    private static void close(DockerClient client) {
        try {
            client.close();
        } catch (IOException e) {
            // What made us give up is what the user has to know.
            return;
        }
    }
}
