package io.bpftest.engine.platform;

import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.engine.fork.ProcessPlace;
import io.bpftest.engine.fork.container.ContainerPlace;
import io.bpftest.engine.fork.container.ContainerSettings;
import io.bpftest.engine.fork.vm.KernelCache;
import io.bpftest.engine.fork.vm.KernelImage;
import io.bpftest.engine.fork.vm.VmPlace;
import io.bpftest.engine.fork.vm.VmSettings;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.KernelVersion;
import io.bpftest.spi.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the places that guests are started in. */
class Places {

    /**
     * Gives a place.
     *
     * @param kernel the kernel that it has to have; null for any
     * @throws EnvironmentException if there is none
     */
    GuestPlace place(Place place, @Nullable String kernel, Configuration configuration) {
        return switch (place) {
            case CONTAINER -> new ContainerPlace(ContainerSettings.of(configuration));
            case VM -> machine(kernel, VmSettings.of(configuration));
            case AUTO, LOCAL, PROCESS -> new ProcessPlace();
        };
    }

    /** A kernel that the settings name by its image counts before those of the cache. */
    private static VmPlace machine(@Nullable String version, VmSettings settings) {
        KernelCache cache = new KernelCache(settings.cache());
        Optional<KernelImage> named = settings.kernel().map(KernelImage::of);
        if (version == null) {
            return new VmPlace(settings, named.orElseGet(() -> newest(cache, settings)));
        }
        return new VmPlace(
                settings,
                named.filter(kernel -> KernelVersion.matches(version, kernel.release()))
                        .orElseGet(() -> cache.kernel(version)));
    }

    private static KernelImage newest(KernelCache cache, VmSettings settings) {
        return cache.all().stream()
                .findFirst()
                .orElseThrow(() -> new EnvironmentException(new Problem(
                        "There is no kernel for a virtual machine",
                        "none in " + settings.cache().resolve("kernels"),
                        "one at least",
                        "run ci/kernels of bpf-test, or name an image in bpftest.vm.kernel")));
    }

    /** How many MiB of memory a virtual machine takes. */
    int memoryOfVm(Configuration configuration) {
        return VmSettings.of(configuration).memory();
    }
}
