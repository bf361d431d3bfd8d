package io.bpftest.engine.fork.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Info;
import io.bpftest.engine.fork.Remembered;
import io.bpftest.spi.ContainerPrivileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The step of the ladder that this container engine granted last, so that what it refuses costs one container that does not
 * start, not one each run. Kept in the cache folder for this engine until the machine boots anew, after which it may have
 * been told to allow more.
 */
final class GrantedRung {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    private final Remembered granted;

    GrantedRung(Remembered granted) {
        this.granted = granted;
    }

    /** Will keep it in the folder {@code container} of the cache folder. */
    static GrantedRung of(DockerClient client, Path cache) {
        return new GrantedRung(Remembered.in(cache.resolve("container"), about(client)));
    }

    /** Gives the steps to try, from the one that was granted last; all if none is known. */
    List<Rung> steps(ContainerPrivileges privileges) {
        List<Rung> all = Rung.of(privileges);
        String known = granted.read().orElse("");
        return all.stream()
                .filter(rung -> rung.name().equals(known))
                .findFirst()
                .map(rung -> all.subList(all.indexOf(rung), all.size()))
                .orElse(all);
    }

    /** Remembers what was granted. */
    void granted(Rung rung) {
        if (!granted.read().equals(Optional.of(rung.name()))) {
            granted.write(rung.name());
        }
    }

    private static String about(DockerClient client) {
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
        return engine + boot;
    }
}
