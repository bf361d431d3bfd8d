package io.bpftest.engine.fork.vm;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.spi.VmAccelerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A script in the place of QEMU, for what goes wrong before or instead of a boot. */
final class FakeQemu {

    private final Path folder;

    FakeQemu(Path folder) {
        this.folder = folder;
    }

    /** A place whose machines run a script, the error output of which is their console. */
    VmPlace place(String script) throws IOException {
        return place(script, Duration.ofSeconds(30));
    }

    VmPlace place(String script, Duration boot) throws IOException {
        Path program = Files.writeString(folder.resolve("qemu"), "#!/bin/sh\n" + script + "\n");
        program.toFile().setExecutable(true);
        return place(program.toString(), folder, boot);
    }

    VmPlace place(String qemu, Path cache, Duration boot) throws IOException {
        Path image = Files.write(folder.resolve("vmlinuz"), BootHeaderTest.image("6.1.0-fake x"));
        return new VmPlace(
                new VmSettings(
                        qemu,
                        Optional.empty(),
                        Optional.empty(),
                        512,
                        OptionalInt.empty(),
                        VmAccelerator.TCG,
                        boot,
                        cache),
                KernelImage.of(image));
    }

    /** Nothing to run. */
    GuestLaunch launch() {
        return new GuestLaunch(
                List.of(folder),
                Map.of(),
                folder,
                List.of(),
                List.of(),
                new GuestLimits(Duration.ofSeconds(30), Duration.ofSeconds(30)));
    }
}
