package io.bpftest.engine.platform;

import io.bpftest.Environment;
import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.engine.fork.ProcessPlace;
import io.bpftest.engine.fork.container.ContainerPlace;
import io.bpftest.engine.fork.container.ContainerSettings;
import io.bpftest.error.BpfException;
import io.bpftest.error.EnvironmentException;
import io.bpftest.error.Problem;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Place;
import io.bpftest.spi.Unavailable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.ExecutionRequest;

/** Has each of our classes run where it may: one guest for all classes of the same environment. */
final class Environments {

    private final EngineRoot root;
    private final ExecutionRequest request;
    private final Configuration configuration;

    Environments(EngineRoot root, ExecutionRequest request) {
        this.root = root;
        this.request = request;
        this.configuration =
                Configuration.of(key -> request.getConfigurationParameters().get(key));
    }

    void run() {
        Map<Set<Environment>, List<RelayedDescriptor>> groups = root.classes().stream()
                .collect(Collectors.groupingBy(
                        type -> Placement.allowed(Placement.classOf(type).orElseThrow()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<Place, List<RelayedDescriptor>> byPlace = new LinkedHashMap<>();
        groups.forEach((allowed, classes) ->
                byPlace.merge(place(allowed), classes, (some, more) -> Stream.concat(some.stream(), more.stream())
                        .toList()));
        byPlace.forEach(this::run);
    }

    /** Gives where classes run that may run in these environments; AUTO if the settings leave none. */
    private Place place(Set<Environment> allowed) {
        Place wanted = configuration.environment();
        boolean local = allowed.contains(Environment.LOCAL);
        boolean container = allowed.contains(Environment.CONTAINER);
        return switch (wanted) {
            // It is here because somebody asked our engine for it: an IDE that saw it run elsewhere before.
            case LOCAL, PROCESS -> local ? Place.PROCESS : Place.AUTO;
            case CONTAINER -> container ? Place.CONTAINER : Place.AUTO;
            case AUTO -> local && LocalPrivileges.suffice() ? Place.PROCESS : container ? Place.CONTAINER : Place.AUTO;
        };
    }

    private void run(Place where, List<RelayedDescriptor> classes) {
        RemoteRun run = new RemoteRun(root, classes, request);
        try {
            if (where == Place.AUTO) {
                throw none(classes, "");
            }
            GuestPlace place = where == Place.CONTAINER
                    ? new ContainerPlace(ContainerSettings.of(configuration))
                    : new ProcessPlace();
            Launches launches = new Launches(classes, configuration);
            GuestLaunch launch = where == Place.CONTAINER ? launches.apart() : launches.beside();
            Guest guest = start(place, launch, classes);
            run.in(place, guest, launch);
        } catch (BpfException e) {
            if (configuration.unavailable() == Unavailable.SKIP && e instanceof EnvironmentException) {
                run.skip(e.problem().text());
            } else {
                run.fail(e);
            }
        }
    }

    private Guest start(GuestPlace place, GuestLaunch launch, List<RelayedDescriptor> classes) {
        try {
            Guest guest = place.start(launch);
            if (configuration.environment() == Place.AUTO && place instanceof ContainerPlace) {
                System.err.println(
                        "bpf-test: " + classes.size() + (classes.size() == 1 ? " class runs" : " classes run")
                                + " in a " + place.name() + ", since " + reason(classes));
            }
            return guest;
        } catch (EnvironmentException e) {
            if (configuration.environment() != Place.AUTO) {
                throw e;
            }
            throw none(classes, "\n" + place.name() + ": " + e.problem().text().replace("\n", "\n  "));
        }
    }

    private static String reason(List<RelayedDescriptor> classes) {
        boolean restricted = Placement.classOf(classes.get(0))
                .map(type -> !Placement.allowed(type).contains(Environment.LOCAL))
                .orElse(false);
        return restricted
                ? "@RunIn forbids to run locally"
                : "this JVM " + LocalPrivileges.lack().orElse("may load programs");
    }

    private EnvironmentException none(List<RelayedDescriptor> classes, String tried) {
        Set<Environment> allowed =
                Placement.allowed(Placement.classOf(classes.get(0)).orElseThrow());
        String local = allowed.contains(Environment.LOCAL)
                ? LocalPrivileges.lack().map(lack -> "this JVM " + lack).orElse("not what bpftest.environment asks for")
                : "not allowed by @RunIn";
        String container = tried.isEmpty()
                ? "\ncontainer: "
                        + (allowed.contains(Environment.CONTAINER)
                                ? "not what bpftest.environment asks for"
                                : "not allowed by @RunIn")
                : tried;
        return new EnvironmentException(new Problem(
                "There is no environment that these tests can run in",
                "local: " + local + container,
                "one that works, that @RunIn allows and that bpftest.environment=" + setting() + " asks for",
                "run as root, or have a container engine that this user may use, or drop @RunIn or the setting; "
                        + "bpftest.unavailable=skip skips such tests"));
    }

    private String setting() {
        return configuration.environment().name().toLowerCase(Locale.ROOT);
    }
}
