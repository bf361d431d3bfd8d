package io.bpftest.engine.fork.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Info;
import io.bpftest.spi.ContainerPrivileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/**
 * The step of the ladder that this container engine granted last, so that what it refuses costs one container that does not
 * start, not one each run. Kept in the cache folder for this engine until the machine boots anew, after which it may have
 * been told to allow more.
 */
final class GrantedRung {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path file;

    GrantedRung(Path file) {
        this.file = file;
    }

    /** Will keep it in the folder {@code container} of the cache folder. */
    static GrantedRung of(DockerClient client, Path cache) {
        return new GrantedRung(cache.resolve("container").resolve(key(client)));
    }

    /** Gives the steps to try, from the one that was granted last; all if none is known. */
    List<Rung> steps(ContainerPrivileges privileges) {
        List<Rung> all = Rung.of(privileges);
        String known = read();
        return all.stream()
                .filter(rung -> rung.name().equals(known))
                .findFirst()
                .map(rung -> all.subList(all.indexOf(rung), all.size()))
                .orElse(all);
    }

    /** Remembers what was granted. */
    void granted(Rung rung) {
        if (rung.name().equals(read())) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, rung.name() + "\n");
        } catch (IOException e) {
            // Then the next run tries again.
            return;
        }
    }

    private String read() {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }

    private static String key(DockerClient client) {
        String engine;
        try {
            Info info = client.infoCmd().exec();
            engine = info.getId() + " " + info.getServerVersion() + " " + info.getSecurityOptions();
        } catch (DockerException e) {
            // Whatever is wrong with it, the next call will say.
            engine = "";
        }
        String boot;
        try {
            boot = Files.readString(BOOT).strip();
        } catch (IOException e) {
            // Another system than Linux, whose engine has a kernel of its own.
            boot = "";
        }
        return UUID.nameUUIDFromBytes((engine + boot).getBytes(UTF_8)).toString();
    }
}
