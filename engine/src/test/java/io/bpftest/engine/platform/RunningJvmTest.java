package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningJvmTest {

    @TempDir
    Path folder;

    @Test
    void ofSeveralTheLastToEndIsTheLast() throws IOException {
        RunningJvm first = RunningJvm.in(folder);
        RunningJvm second = RunningJvm.in(folder);

        assertThat(first.endsLast()).isFalse();
        assertThat(second.endsLast()).isTrue();
    }

    @Test
    void oneThatWasKilledDoesNotCount() throws IOException {
        Files.createFile(folder.resolve("running-of-a-killed-one"));

        assertThat(RunningJvm.in(folder).endsLast()).isTrue();
        assertThat(folder.resolve("running-of-a-killed-one")).doesNotExist();
    }
}
