package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;

/** The image that tests run in: the one that is configured, else one that is built from the Dockerfile in our jar. */
final class ContainerImage {

    private static final String DOCKERFILE = "Dockerfile";
    private static final String DEFAULT_BASE = "debian:trixie-slim";
    private static final int LINES_SHOWN = 15;

    private final DockerClient client;
    private final ContainerSettings settings;

    ContainerImage(DockerClient client, ContainerSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /**
     * Gives its name, once it is there.
     *
     * @throws EnvironmentException if it can be neither found, nor pulled or built
     */
    String name() {
        if (settings.image().isPresent()) {
            String image = settings.image().get();
            if (!exists(image)) {
                pull(image);
            }
            return image;
        }
        byte[] dockerfile = dockerfile();
        String name = "bpf-test:" + tag(dockerfile);
        if (!exists(name)) {
            build(name, dockerfile);
        }
        return name;
    }

    /** The same content and base give the same tag, so that an image is built once, and anew when either changes. */
    private String tag(byte[] dockerfile) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(dockerfile);
            digest.update(base().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    private String base() {
        return settings.base().orElse(DEFAULT_BASE);
    }

    private boolean exists(String image) {
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private void pull(String image) {
        try {
            boolean complete = client.pullImageCmd(image)
                    .start()
                    .awaitCompletion(settings.build().toSeconds(), TimeUnit.SECONDS);
            if (!complete || !exists(image)) {
                throw missing(
                        image, "it was not pulled within " + settings.build().toSeconds() + " s", null);
            }
        } catch (DockerException | DockerClientException e) {
            throw missing(image, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw missing(image, "an interrupt while it was pulled", e);
        }
    }

    private static EnvironmentException missing(String image, String found, @Nullable Throwable cause) {
        return new EnvironmentException(
                new Problem(
                        "The image " + image + " is not there and cannot be pulled",
                        found,
                        "the image that bpftest.container.image names",
                        "correct the name, load the image (docker load), or leave the setting out to have one built"),
                cause);
    }

    private void build(String name, byte[] dockerfile) {
        System.err.println("bpf-test: building the image " + name + " on " + base() + ", once");
        Log log = new Log();
        // Sent from memory: a build that is killed leaves no file.
        try (BuildImageCmd build = client.buildImageCmd(new ByteArrayInputStream(archive(dockerfile)))
                .withBuildArg("BASE", base())
                // The host's, since a container engine without a network of its own has no other.
                .withNetworkMode("host")
                .withTags(Set.of(name))) {
            boolean complete = build.exec(log).awaitCompletion(settings.build().toSeconds(), TimeUnit.SECONDS);
            if (!complete || !exists(name)) {
                throw unbuilt(
                        name,
                        complete
                                ? ""
                                : "not complete within " + settings.build().toSeconds() + " s\n",
                        log,
                        null);
            }
        } catch (DockerException | DockerClientException e) {
            throw unbuilt(name, e.getMessage() + "\n", log, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unbuilt(name, "an interrupt\n", log, e);
        } catch (IOException e) {
            throw unbuilt(name, e + "\n", log, e);
        }
    }

    /** What a build takes: an archive, with the Dockerfile alone. */
    private static byte[] archive(byte[] dockerfile) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry(DOCKERFILE);
            entry.setSize(dockerfile.length);
            tar.putArchiveEntry(entry);
            tar.write(dockerfile);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private EnvironmentException unbuilt(String name, String how, Log log, @Nullable Throwable cause) {
        String found = how + log.text();
        return new EnvironmentException(
                new Problem(
                        "The image " + name + " cannot be built on " + base(),
                        found,
                        "the base image, and a Debian archive that it can reach",
                        NoSpace.isTold(found)
                                ? NoSpace.REMEDY
                                : "where no registry can be reached: run ci/image of bpf-test and set "
                                        + "bpftest.container.base=bpf-test-base:trixie, or name a ready image in "
                                        + "bpftest.container.image; more time: bpftest.container.build"),
                cause);
    }

    private static byte[] dockerfile() {
        try (InputStream in = ContainerImage.class.getResourceAsStream(DOCKERFILE)) {
            if (in == null) {
                throw new IllegalStateException(DOCKERFILE + " is missing in the engine's jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of a build. */
    private static final class Log extends ResultCallback.Adapter<BuildResponseItem> {

        private final Deque<String> lines = new ArrayDeque<>();

        @Override
        public synchronized void onNext(BuildResponseItem item) {
            String line = item.getStream() != null ? item.getStream() : item.getError();
            if (line != null && !line.isBlank()) {
                lines.add(line.strip());
                if (lines.size() > LINES_SHOWN) {
                    lines.remove();
                }
            }
        }

        synchronized String text() {
            return String.join("\n", lines);
        }
    }
}
