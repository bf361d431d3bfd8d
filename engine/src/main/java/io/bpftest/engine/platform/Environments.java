package io.bpftest.engine.platform;

import io.bpftest.error.BpfException;
import io.bpftest.error.EnvironmentException;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.Unavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestExecutionResult;

/** Has each of our classes run where it may: one guest for all classes of the same environment and kernel. */
final class Environments {

    private final EngineRoot root;
    private final ExecutionRequest request;
    private final Places places;
    private final Configuration configuration;

    Environments(EngineRoot root, ExecutionRequest request, Places places) {
        this.root = root;
        this.request = request;
        this.places = places;
        this.configuration =
                Configuration.of(key -> request.getConfigurationParameters().get(key));
    }

    void run() {
        Map<EngineRoot.Part, Map<Job, GuestThread>> threads = new LinkedHashMap<>();
        for (EngineRoot.Part part : root.parts()) {
            Map<Job, GuestThread> ofPart = new LinkedHashMap<>();
            jobs(part).forEach(job -> ofPart.put(job, thread(job)));
            threads.put(part, ofPart);
        }
        try (SideBySide guests = new SideBySide(configuration, places)) {
            threads.values()
                    .forEach(some -> some.forEach((job, thread) -> {
                        if (job.runsInVm()) {
                            guests.add(job, thread);
                        }
                    }));
            threads.forEach((part, some) -> report(part, some, guests));
        }
    }

    private List<Job> jobs(EngineRoot.Part part) {
        Map<Candidates, List<RelayedDescriptor>> groups = new LinkedHashMap<>();
        for (RelayedDescriptor type : part.classes()) {
            Terms terms = Terms.of(type, counted -> true);
            groups.computeIfAbsent(new Candidates(terms, part.branch().kernel(), configuration), c -> new ArrayList<>())
                    .add(type);
        }
        List<Job> jobs = new ArrayList<>();
        groups.forEach(
                (candidates, classes) -> jobs.add(new Job(part.branch(), classes, candidates, configuration, places)));
        return jobs;
    }

    /** One after another, so that what kernels do that run side by side is not mixed. */
    private void report(EngineRoot.Part part, Map<Job, GuestThread> threads, SideBySide guests) {
        boolean isShown = part.container() != root;
        if (isShown) {
            request.getEngineExecutionListener().executionStarted(part.container());
        }
        threads.forEach((job, thread) -> report(job, thread, guests));
        if (isShown) {
            request.getEngineExecutionListener().executionFinished(part.container(), TestExecutionResult.successful());
        }
    }

    private void report(Job job, GuestThread guest, SideBySide guests) {
        RemoteRun run = new RemoteRun(job, request);
        boolean complete = false;
        try {
            if (!job.runsInVm()) {
                guests.now(job, guest);
            }
            complete = run.play(guest);
        } catch (BpfException e) {
            if (configuration.unavailable() == Unavailable.SKIP && e instanceof EnvironmentException) {
                run.skip(e.problem().text());
            } else {
                run.fail(e);
            }
        } finally {
            if (!complete) {
                guests.giveUp(job);
            }
        }
    }

    private GuestThread thread(Job job) {
        return new GuestThread(job, root.selection(job.classes()), this::parameters);
    }

    private Map<String, String> parameters(Map<String, String> settings) {
        ConfigurationParameters parameters = request.getConfigurationParameters();
        Map<String, String> all = new HashMap<>();
        for (String key : parameters.keySet()) {
            parameters.get(key).ifPresent(value -> all.put(key, value));
        }
        all.putAll(settings);
        // Output is captured where it is replayed; twice it would be reported twice.
        all.put("junit.platform.output.capture.stdout", "false");
        all.put("junit.platform.output.capture.stderr", "false");
        return all;
    }
}
