package io.bpftest.engine.fork.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleListTest {

    @TempDir
    Path folder;

    private KernelImage kernel;

    @BeforeEach
    void lists() throws IOException {
        kernel = new KernelImage("6.1", "6.1.0", folder.resolve("vmlinuz"), folder);
        Files.writeString(folder.resolve("modules.dep"), """
                kernel/fs/9p/9p.ko: kernel/net/9p/9pnet.ko kernel/fs/netfs/netfs.ko
                kernel/net/9p/9pnet.ko:
                kernel/fs/netfs/netfs.ko:
                kernel/drivers/virtio/virtio-pci.ko.xz: kernel/drivers/virtio/virtio.ko.xz
                """);
        Files.writeString(folder.resolve("modules.builtin"), "kernel/fs/overlayfs/overlay.ko\n");
    }

    @Test
    void whatAModuleNeedsIsLoadedBeforeIt() throws IOException {
        assertThat(new ModuleList(kernel, folder).files(List.of("9p", "virtio_pci", "overlay")))
                .map(file -> folder.relativize(file).toString())
                .containsExactly(
                        "kernel/fs/netfs/netfs.ko",
                        "kernel/net/9p/9pnet.ko",
                        "kernel/fs/9p/9p.ko",
                        "kernel/drivers/virtio/virtio.ko.xz",
                        "kernel/drivers/virtio/virtio-pci.ko.xz");
    }

    @Test
    void aKernelWithoutWhatIsNeededIsTold() {
        assertThatThrownBy(() -> new ModuleList(kernel, folder).files(List.of("9p", "9pnet_virtio", "virtio_console")))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("The kernel 6.1.0 cannot share this machine's files")
                .hasMessageContaining("neither built in nor in " + folder + ": 9pnet_virtio, virtio_console");
    }
}
