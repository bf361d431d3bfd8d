package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * The JVM that a container belongs to, as a label says. A container ends with its owner; one whose owner was killed
 * before it was started, or that is stopped, stays, and the next that starts one removes it.
 *
 * @param namespace the pid namespace, within which alone the number means something
 * @param user who sees their own processes, and perhaps no others
 * @param pid the process
 * @param start when it started, in milliseconds since 1970, since numbers are used again
 */
record Owner(String namespace, String user, long pid, long start) {

    private static final Map<String, String> GUEST = Map.of("io.bpftest", "guest");
    private static final String LABEL = "io.bpftest.owner";

    /** The kernel counts from its own start, which clocks that are set later put elsewhere. */
    private static final long SAME_START_MILLIS = 5_000;

    /** This JVM. */
    static Owner current() {
        return of(ProcessHandle.current());
    }

    private static Owner of(ProcessHandle process) {
        String namespace;
        try {
            namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            // A system without such: all its processes see each other.
            namespace = "";
        }
        return new Owner(
                namespace,
                System.getProperty("user.name", ""),
                process.pid(),
                process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli());
    }

    /** What containers of this JVM are labelled with. */
    static Map<String, String> labels() {
        return Map.of("io.bpftest", "guest", LABEL, current().text());
    }

    /** Removes the containers of this user's JVMs that are no more. */
    static void removeAbandoned(DockerClient client) {
        Owner here = current();
        try {
            for (Container container : client.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(GUEST)
                    .exec()) {
                if (here.knowsDead(container.getLabels().getOrDefault(LABEL, ""))) {
                    client.removeContainerCmd(container.getId()).withForce(true).exec();
                }
            }
        } catch (DockerException e) {
            // One that goes by itself meanwhile; whatever else is wrong, the next call will say.
            return;
        }
    }

    String text() {
        return String.join(" ", namespace, user, Long.toString(pid), Long.toString(start));
    }

    /** Tells whether a label's owner was one that this JVM could see, and is no more. */
    boolean knowsDead(String label) {
        String ours = namespace + " " + user + " ";
        if (!label.startsWith(ours) || !label.substring(ours.length()).matches("[0-9]{1,9} [0-9]{1,15}")) {
            return false;
        }
        String[] numbers = label.substring(ours.length()).split(" ");
        long started = Long.parseLong(numbers[1]);
        return ProcessHandle.of(Long.parseLong(numbers[0]))
                .filter(process -> Math.abs(of(process).start() - started) < SAME_START_MILLIS)
                .isEmpty();
    }
}
