package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedCacheTest {

    @TempDir
    Path folder;

    private Workshop workshop;
    private CompiledObject object;
    private long calls;

    @BeforeEach
    void fillCache() {
        workshop = new Workshop(folder);
        object = Workshop.compiler().compile(workshop.request());
        calls = workshop.calls();
    }

    @Test
    void makesATruncatedObjectAnew() throws IOException {
        Files.write(object.file(), Arrays.copyOf(object.bytes(), object.bytes().length / 2));
        assertMadeAnew();
    }

    @Test
    void makesAnObjectWithOneOtherByteAnew() throws IOException {
        byte[] bytes = object.bytes().clone();
        bytes[bytes.length / 2] ^= 1;
        Files.write(object.file(), bytes);
        assertMadeAnew();
    }

    @Test
    void makesAMissingObjectAnew() throws IOException {
        Files.delete(object.file());
        assertMadeAnew();
    }

    @Test
    void doesWithoutAGarbledManifest() throws IOException {
        for (Path manifest : workshop.cacheFiles("manifests").keySet()) {
            Files.writeString(manifest, "\0\1garbage");
        }
        assertMadeAnew();
    }

    @Test
    void doesWithoutATruncatedManifest() throws IOException {
        for (Path manifest : workshop.cacheFiles("manifests").keySet()) {
            String text = Files.readString(manifest);
            Files.writeString(manifest, text.substring(0, text.length() - 1));
        }
        assertMadeAnew();
    }

    @Test
    void asksTheCompilerAgainWhenItsVersionIsUnreadable() throws IOException {
        for (Path version : workshop.cacheFiles("compilers").keySet()) {
            Files.writeString(version, "");
        }

        CompiledObject again = Workshop.compiler().compile(workshop.request());

        assertThat(again.sha256()).isEqualTo(object.sha256());
        assertThat(workshop.calls()).isEqualTo(calls + 1);
    }

    @Test
    void worksOnWhenTheWholeCacheIsRemovedMeanwhile() {
        Compiler compiler = Workshop.compiler();
        compiler.compile(workshop.request());
        TemporaryFolders.remove(workshop.cache());

        assertThat(compiler.compile(workshop.request()).file()).hasBinaryContent(object.bytes());
    }

    private void assertMadeAnew() {
        CompiledObject again = Workshop.compiler().compile(workshop.request());

        assertThat(again.bytes()).isEqualTo(object.bytes());
        assertThat(again.file()).hasBinaryContent(object.bytes());
        assertThat(workshop.calls()).isGreaterThan(calls);
        long sofar = workshop.calls();
        Workshop.compiler().compile(workshop.request());
        assertThat(workshop.calls()).isEqualTo(sofar);
    }
}
