package io.bpftest.engine.platform;

import io.bpftest.engine.fork.Guest;
import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestPlace;
import io.bpftest.error.EnvironmentException;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Classes of one kernel, or of none, that run in the same guest. */
final class Job {

    private final Branch branch;
    private final List<RelayedDescriptor> classes;
    private final Candidates candidates;
    private final Configuration configuration;
    private final Places places;

    Job(
            Branch branch,
            List<RelayedDescriptor> classes,
            Candidates candidates,
            Configuration configuration,
            Places places) {
        this.branch = branch;
        this.classes = List.copyOf(classes);
        this.candidates = candidates;
        this.configuration = configuration;
        this.places = places;
    }

    /**
     * A guest that was started.
     *
     * @param settings those that are others there than here
     * @param notice a line that tells where tests run, and why; empty if the user named that place
     */
    record Started(GuestPlace place, Guest guest, GuestLaunch launch, Map<String, String> settings, String notice) {}

    Branch branch() {
        return branch;
    }

    List<RelayedDescriptor> classes() {
        return classes;
    }

    /** Tells whether it needs nothing of this machine but memory and processors, so that it can run beside others. */
    boolean runsInVm() {
        return candidates.places().equals(List.of(Place.VM));
    }

    /**
     * Starts a guest in the first place that works.
     *
     * @throws EnvironmentException if none does
     */
    Started start() {
        for (Place place : candidates.places()) {
            try {
                return start(place);
            } catch (EnvironmentException e) {
                if (configuration.environment() != Place.AUTO || branch.kernel() != null && runsInVm()) {
                    throw e;
                }
                candidates.ruleOut(nameOf(place), e);
            }
        }
        throw candidates.none();
    }

    private Started start(Place place) {
        GuestPlace where = places.place(place, branch.kernel(), configuration);
        Launches launches = new Launches(branch, classes, configuration);
        GuestLaunch launch = launches.of(place);
        return new Started(where, where.start(launch), launch, launches.settings(), notice(place, where));
    }

    /** Of a process nothing is to be told: it differs in nothing that a test could see. */
    private String notice(Place place, GuestPlace where) {
        if (configuration.environment() != Place.AUTO || place == Place.PROCESS || branch.kernel() != null) {
            return "";
        }
        return "bpf-test: " + classes.size() + (classes.size() == 1 ? " class runs" : " classes run") + " in a "
                + where.name() + ", since " + candidates.since(place);
    }

    private static String nameOf(Place place) {
        return place == Place.VM ? "vm" : place == Place.CONTAINER ? "container" : "local";
    }

    @Override
    public String toString() {
        @Nullable String kernel = branch.kernel();
        return "the guest " + (kernel == null ? "" : "with Linux " + kernel + " ") + "that runs the tests";
    }
}
