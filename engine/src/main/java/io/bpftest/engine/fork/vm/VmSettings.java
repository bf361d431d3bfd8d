package io.bpftest.engine.fork.vm;

import io.bpftest.spi.Configuration;
import io.bpftest.spi.VmAccelerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How virtual machines are made.
 *
 * @param qemu the name or path of the emulator
 * @param kernel the image of a kernel that is none of the cache's
 * @param root the folder whose files a machine has; if there is none, this machine's
 * @param memory of each machine, in MiB
 * @param processors of each machine; if not said, one if it is emulated
 * @param accelerator what it runs by
 * @param boot how long it may take to boot
 * @param cache where kernels are, and what is made for them once
 */
public record VmSettings(
        String qemu,
        Optional<Path> kernel,
        Optional<Path> root,
        int memory,
        OptionalInt processors,
        VmAccelerator accelerator,
        Duration boot,
        Path cache) {

    /** Takes them from {@code bpftest.vm.}: qemu, kernel, root, memory, processors, accelerator,
     * boot; and {@code bpftest.cache.dir}. */
    public static VmSettings of(Configuration configuration) {
        return new VmSettings(
                configuration.vmQemu(),
                configuration.vmKernel(),
                configuration.vmRoot().map(Path::toAbsolutePath),
                configuration.vmMemory(),
                configuration.vmProcessors(),
                configuration.vmAccelerator(),
                configuration.vmBoot(),
                configuration.cacheFolder().toAbsolutePath());
    }
}
