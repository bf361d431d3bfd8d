package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the engine's jar says where it stands alone; {@code ci/consumer} runs it with the jars that it needs. */
class ProbeJarTest {

    @TempDir
    Path folder;

    @Test
    void jarsThatAreNotBesideItAreNamed() throws IOException {
        Path jar = jar("first.jar second.jar third.jar");
        Files.createFile(folder.resolve("second.jar"));

        assertThat(ProbeJar.missing(jar)).containsExactly("first.jar", "third.jar");
    }

    @Test
    void nothingIsMissingWhereAllJarsAre() throws IOException {
        Path jar = jar("first.jar");
        Files.createFile(folder.resolve("first.jar"));

        assertThat(ProbeJar.missing(jar)).isEmpty();
        assertThat(ProbeJar.missing(folder)).as("a folder of classes").isEmpty();
    }

    @Test
    void theRemedyIsACommandThatBringsThem() {
        assertThat(ProbeJar.text(
                        Path.of("lib", "bpf-test-engine-1.jar"), List.of("a.jar", "b.jar", "c.jar", "d.jar", "e.jar")))
                .isEqualToNormalizingNewlines("""
                        bpf-test-engine-1.jar cannot probe the kernel by itself
                          found     beside it there is no a.jar, b.jar, c.jar and 2 more
                          required  the jars that it depends on, in its folder
                          remedy    in a project that has it as a dependency: mvn dependency:copy-dependencies, then \
                        java -jar target/dependency/bpf-test-engine-1.jar""");
    }

    private Path jar(String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Path jar = folder.resolve("engine.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }
}
