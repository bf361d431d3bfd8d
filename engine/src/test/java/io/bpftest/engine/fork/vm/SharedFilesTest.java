package io.bpftest.engine.fork.vm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.error.EnvironmentException;
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
}
