package io.bpftest.engine.fork.vm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.EnvironmentException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootHeaderTest {

    @TempDir
    Path folder;

    /** An image that has no more of a kernel than its header. */
    static byte[] image(String version) {
        ByteBuffer image = ByteBuffer.allocate(0x1000).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x202, "HdrS".getBytes(UTF_8));
        image.putShort(0x20e, (short) 0x300);
        image.put(0x500, version.getBytes(UTF_8));
        return image.array();
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("vmlinuz"), content);
    }

    @Test
    void anImageSaysItsRelease() throws IOException {
        KernelImage kernel = KernelImage.of(file(image("6.1.0-48-amd64 (someone@somewhere) #1 SMP")));

        assertThat(kernel.release()).isEqualTo("6.1.0-48-amd64");
        assertThat(kernel.version()).isEqualTo("6.1");
        assertThat(kernel.modules()).isNull();
    }

    @Test
    void modulesBesideAnImageAreItsOwn() throws IOException {
        Path modules = Files.createDirectories(folder.resolve("lib/modules/6.1.0-48-amd64"));
        Files.createFile(modules.resolve("modules.dep"));

        assertThat(KernelImage.of(file(image("6.1.0-48-amd64 x"))).modules()).isEqualTo(modules);
    }

    @Test
    void aMissingImageIsTold() {
        assertThatThrownBy(() -> KernelImage.of(folder.resolve("missing")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("no file " + folder.resolve("missing"))
                .hasMessageContaining("bpftest.vm.kernel");
    }

    @Test
    void whatIsNoKernelIsTold() throws IOException {
        Path script = file("#!/bin/sh\n".getBytes(UTF_8));
        assertThatThrownBy(() -> KernelImage.of(script))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("a file of 10 bytes that is no image of a kernel");

        Path elf = file(new byte[0x10000]);
        assertThatThrownBy(() -> KernelImage.of(elf)).hasMessageContaining("65536 bytes that is no image of a kernel");
    }

    @Test
    void anImageWithoutARealReleaseIsTold() throws IOException {
        Path file = file(image(""));

        assertThatThrownBy(() -> KernelImage.of(file)).hasMessageContaining("does not say its release");
    }
}
