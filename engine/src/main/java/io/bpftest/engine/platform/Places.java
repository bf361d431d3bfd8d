package io.bpftest.engine.platform;

import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.engine.fork.ProcessPlace;
import io.bpftest.engine.fork.container.ContainerPlace;
import io.bpftest.engine.fork.container.ContainerSettings;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Place;
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
            case VM ->
                throw new EnvironmentException(new Problem(
                        "Virtual machines are not there yet", "kernel " + kernel, "another place", "run it elsewhere"));
            case AUTO, LOCAL, PROCESS -> new ProcessPlace();
        };
    }

    /** How many MiB of memory a virtual machine takes. */
    int memoryOfVm(Configuration configuration) {
        return 1024;
    }
}
