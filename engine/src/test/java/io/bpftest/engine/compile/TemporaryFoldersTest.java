package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFoldersTest {

    @TempDir
    Path root;

    private TemporaryFolders folders;

    @BeforeEach
    void open() {
        folders = new TemporaryFolders(root);
    }

    @Test
    void ofAKilledProcessAreRemoved() throws Exception {
        Process process = new ProcessBuilder("sleep", "1000").start();
        Path left = folder(TemporaryFolders.name(process.pid()) + "-1");

        folders.sweep();
        assertThat(left).exists();

        process.destroyForcibly().waitFor();
        folders.sweep();
        assertThat(left).doesNotExist();
    }

    @Test
    void ofAKilledProcessAreRemovedByTheNextCompilation() throws Exception {
        Workshop workshop = new Workshop(root);
        Process process = new ProcessBuilder("sleep", "1000").start();
        Path left = folder("cache/tmp/" + TemporaryFolders.name(process.pid()) + "-1");
        process.destroyForcibly().waitFor();

        Workshop.compiler().compile(workshop.request());

        assertThat(left).doesNotExist();
    }

    @Test
    void ofADeadProcessWhosePidIsUsedAgainAreRemoved() throws IOException {
        String ours = TemporaryFolders.name(ProcessHandle.current().pid());
        Path left = folder(ours.replaceFirst("-\\d+$", "-1") + "-1");

        folders.sweep();

        assertThat(left).doesNotExist();
    }

    @Test
    void ofThisProcessStay() throws IOException {
        Path own = folders.create();

        folders.sweep();

        assertThat(own).isDirectory();
        assertThat(folders.create()).isNotEqualTo(own);
    }

    @Test
    void ofAnotherMachineStayForADay() throws IOException {
        Path fresh = folder("0123456789ab-1-1-1");
        Path old = folder("0123456789ab-1-1-2");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        folders.sweep();

        assertThat(fresh).exists();
        assertThat(old).doesNotExist();
    }

    private Path folder(String name) throws IOException {
        Path folder = Files.createDirectories(root.resolve(name));
        Files.writeString(folder.resolve("object.o"), "half");
        return folder;
    }
}
