package io.bpftest.engine.platform;

import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.engine.fork.ProcessPlace;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Virtual machines that are processes: their JVMs are told of a kernel that is not there. */
final class FakeVms extends Places {

    /** The kernel of those for which none is named. */
    static final String NEWEST = "7.3";

    private final List<String> cache;
    private final BlockingQueue<Guest> guests = new LinkedBlockingQueue<>();
    private boolean filePerClass = true;
    private final List<GuestLaunch> launches = new CopyOnWriteArrayList<>();

    /** With kernels in the cache. */
    FakeVms(String... cache) {
        this.cache = List.of(cache);
    }

    /** As seen in an IDE instead of a build tool. */
    FakeVms inIde() {
        filePerClass = false;
        return this;
    }

    /** Runs a request with these, and gives what listeners are told. */
    Recording run(LauncherDiscoveryRequestBuilder request) {
        return run(request.build());
    }

    Recording run(LauncherDiscoveryRequest request) {
        return Recording.of(launcher(), request);
    }

    /** Discovers only, as build tools do first. */
    TestPlan discover(LauncherDiscoveryRequestBuilder request) {
        return launcher().discover(request.build());
    }

    /** Runs a request that a token of JUnit 6 cancels. */
    Recording runWith(Object token, LauncherDiscoveryRequest request) {
        return Recording.of(launcher(), request, token);
    }

    private Launcher launcher() {
        TestEngine jupiter = new JupiterTestEngine();
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .addTestEngines(new BpfTestEngine(this, filePerClass), jupiter)
                .build();
        return LauncherFactory.create(config);
    }

    /** What the machines were started with. */
    List<GuestLaunch> launches() {
        return launches;
    }

    /** Waits for the next machine that is started. */
    Guest started() throws InterruptedException {
        Guest next = guests.poll(5, TimeUnit.MINUTES);
        if (next == null) {
            throw new AssertionError("no machine was started");
        }
        return next;
    }

    @Override
    GuestPlace place(Place place, @Nullable String kernel, Configuration configuration) {
        if (place != Place.VM) {
            return super.place(place, kernel, configuration);
        }
        String version = kernel == null ? NEWEST : kernel;
        if (!cache.contains(version)) {
            throw new EnvironmentException(new Problem(
                    "Kernel " + version + " is not in the cache", cache.toString(), version, "ci/kernels " + version));
        }
        return new Vm(version);
    }

    private final class Vm implements GuestPlace {

        private final String kernel;

        Vm(String kernel) {
            this.kernel = kernel;
        }

        @Override
        public String name() {
            return "VM with Linux " + kernel;
        }

        @Override
        public Guest start(GuestLaunch launch) {
            launches.add(launch);
            Guest guest = process(launch);
            guests.add(guest);
            return guest;
        }

        private Guest process(GuestLaunch launch) {
            Map<String, String> properties = new HashMap<>(launch.properties());
            properties.put("os.version", kernel + ".0-1-amd64");
            return new ProcessPlace()
                    .start(new GuestLaunch(
                            launch.classPath(),
                            properties,
                            launch.workingFolder(),
                            launch.modules(),
                            launch.written(),
                            launch.limits()));
        }
    }
}
