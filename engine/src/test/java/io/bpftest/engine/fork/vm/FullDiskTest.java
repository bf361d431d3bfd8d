package io.bpftest.engine.fork.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.ChildJvm;
import io.bpftest.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is too small for what a virtual machine boots from. */
class FullDiskTest {

    @TempDir
    Path folder;

    /** Starts a machine with the cache that it is given, and prints what comes of it. */
    static final class Host {
        public static void main(String[] arguments) throws IOException {
            Path cache = Path.of(arguments[0]);
            FakeQemu qemu = new FakeQemu(cache.getParent());
            try {
                qemu.place("/bin/true", cache, Duration.ofSeconds(60)).start(qemu.launch());
            } catch (EnvironmentException e) {
                System.out.println(e.getMessage());
            }
            try (var left = Files.walk(cache)) {
                System.out.println("left: " + left.filter(Files::isRegularFile).toList());
            }
        }
    }

    @Test
    void itIsToldAndNothingIsLeftOnIt() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("cache"));

        String output = new ChildJvm(Host.class)
                .under("unshare", "--mount", "sh", "-c")
                .under("mount -t tmpfs -o size=256k none \"$0\" && exec \"$@\"", cache.toString())
                .output(cache);

        assertThat(output)
                .contains("What a virtual machine boots from cannot be made")
                .contains("No space left on device")
                .contains("a file of some 15 MB in " + cache.resolve("initramfs"))
                .contains("free disk space")
                .endsWith("left: []\n");
    }
}
