package io.bpftest.engine.fork.vm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFilesTest {

    @TempDir
    Path folder;

    private GuestLaunch launch(Path... classPath) {
        GuestLimits limits = new GuestLimits(Duration.ofSeconds(1), Duration.ofSeconds(1));
        return new GuestLaunch(List.of(classPath), Map.of(), folder, List.of(folder), List.of(), limits);
    }

    @Test
    void filesOfThisUserCanBeShared() {
        assertThatCode(() -> SharedFiles.check(launch(folder))).doesNotThrowAnyException();
    }

    @Test
    void filesThatAMachineWouldNotSeeAreTold() {
        Path missing = folder.resolve("missing.jar");

        assertThatThrownBy(() -> SharedFiles.check(launch(missing, Path.of("/proc/self/exe"), Path.of("/run"))))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(missing + ": there is no such file")
                .hasMessageContaining("/proc/self/exe: a virtual machine has its own /proc")
                .hasMessageContaining("/run: a virtual machine has its own /run");
    }

    @Test
    void aFolderWithASystemsFilesCanBeARoot() throws IOException {
        Files.createDirectories(folder.resolve("usr/bin"));
        // As on machines: it leads nowhere here.
        Files.createSymbolicLink(folder.resolve("usr/bin/sh"), Path.of("dash"));

        assertThatCode(() -> SharedFiles.checkRoot(folder)).doesNotThrowAnyException();
    }

    @Test
    void whatCannotBeARootIsTold() {
        assertThatThrownBy(() -> SharedFiles.checkRoot(folder))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("A virtual machine cannot have the root " + folder)
                .hasMessageContaining("neither bin/sh nor usr/bin/sh in it")
                .hasMessageContaining("correct bpftest.vm.root");
        assertThatThrownBy(() -> SharedFiles.checkRoot(folder.resolve("missing")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("no such folder");
    }
}
