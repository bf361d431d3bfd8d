package io.bpftest.engine.fork.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelCacheTest {

    @TempDir
    Path cache;

    private void kernel(String version, String release) throws IOException {
        Path folder = Files.createDirectories(cache.resolve("kernels").resolve(version));
        Files.writeString(folder.resolve("release"), release + "\n");
    }

    @Test
    void kernelsAreFoundTheNewestFirst() throws IOException {
        kernel("5.10", "5.10.0-32-amd64");
        kernel("6.1", "6.1.0-50-amd64");
        kernel("6.12", "6.12.117+deb13-amd64");
        Files.createDirectories(cache.resolve("kernels/.work-123"));
        Files.createDirectories(cache.resolve("kernels/6.18"));

        KernelCache kernels = new KernelCache(cache);

        assertThat(kernels.all()).extracting(KernelImage::version).containsExactly("6.12", "6.1", "5.10");
        assertThat(kernels.kernel("6.1"))
                .isEqualTo(new KernelImage(
                        "6.1",
                        "6.1.0-50-amd64",
                        cache.resolve("kernels/6.1/vmlinuz"),
                        cache.resolve("kernels/6.1/lib/modules/6.1.0-50-amd64")));
    }

    @Test
    void aKernelThatIsNotThereIsToldWithThoseThatAre() throws IOException {
        kernel("6.1", "6.1.0-50-amd64");

        assertThatThrownBy(() -> new KernelCache(cache).kernel("6.6"))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("Kernel 6.6 is not in the cache")
                .hasMessageContaining("6.1 in " + cache.resolve("kernels"))
                .hasMessageContaining("run ci/kernels 6.6");
    }

    @Test
    void anEmptyCacheIsTold() {
        assertThat(new KernelCache(cache).all()).isEmpty();
        assertThatThrownBy(() -> new KernelCache(cache).kernel("6.1")).hasMessageContaining("no kernel in ");
    }
}
