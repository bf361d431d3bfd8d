package io.bpftest.engine.fork.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.fork.Remembered;
import io.bpftest.spi.ContainerPrivileges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container engine that refuses privileges is asked for them once. */
class GrantedRungTest {

    @TempDir
    Path cache;

    private GrantedRung remembered() {
        return new GrantedRung(Remembered.in(cache.resolve("container"), "engine"));
    }

    @Test
    void anEngineThatIsNotKnownIsAskedForAll() {
        assertThat(remembered().steps(ContainerPrivileges.AUTO)).containsExactly(Rung.values());
    }

    @Test
    void whatItGrantedLastIsAskedForFirst() {
        remembered().granted(Rung.BPF);

        assertThat(remembered().steps(ContainerPrivileges.AUTO)).containsExactly(Rung.BPF, Rung.SYS_ADMIN);
    }

    @Test
    void aSettingCountsMoreThanWhatIsRemembered() {
        remembered().granted(Rung.BPF);
        assertThat(remembered().steps(ContainerPrivileges.PRIVILEGED)).containsExactly(Rung.PRIVILEGED);

        remembered().granted(Rung.PRIVILEGED);
        assertThat(remembered().steps(ContainerPrivileges.CAPABILITIES)).containsExactly(Rung.BPF, Rung.SYS_ADMIN);
    }

    @Test
    void aCacheThatCannotBeWrittenOrReadChangesNothing() throws IOException {
        Files.createFile(cache.resolve("container"));

        remembered().granted(Rung.BPF);

        assertThat(remembered().steps(ContainerPrivileges.AUTO)).containsExactly(Rung.values());
    }
}
