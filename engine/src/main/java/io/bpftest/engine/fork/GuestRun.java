package io.bpftest.engine.fork;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.launcher.LauncherConstants.OUTPUT_DIR_PROPERTY_NAME;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs tests in this JVM by Jupiter, and tells the host of them. */
final class GuestRun {

    /** The only engine of a guest: what the host's other engines run, they run there. */
    static final String JUPITER = "junit-jupiter";

    private final WireWriter wire;
    private final Message.Run run;

    GuestRun(WireWriter wire, Message.Run run) {
        this.wire = wire;
        this.run = run;
    }

    /** Runs them; gives what failed outside of them, if anything did. */
    @Nullable
    Thrown failure() {
        GuestFiles files = new GuestFiles(wire, run.written());
        GuestOutput output = new GuestOutput(wire);
        PrintStream out = System.out;
        PrintStream err = System.err;
        System.setOut(output.standard());
        System.setErr(output.error());
        try {
            LauncherFactory.create(launcher()).execute(request(), new GuestListener(wire, output, files));
            files.send();
            return null;
        } catch (IOException | UncheckedIOException e) {
            // The host is gone: there is nobody to tell, and the end of the input ends this JVM.
            return ThrownWriter.pack(e);
        } catch (RuntimeException | Error e) {
            // JUnit hands on what it cannot go on after, such as a lack of memory.
            return ThrownWriter.pack(e);
        } finally {
            System.out.flush();
            System.err.flush();
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Filters and listeners of the user's have their say in the host, where they see every test. */
    private static LauncherConfig launcher() {
        LauncherConfig.Builder config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false);
        for (TestEngine engine : ServiceLoader.load(TestEngine.class)) {
            if (engine.getId().equals(JUPITER)) {
                config.addTestEngines(engine);
            }
        }
        return config.build();
    }

    private LauncherDiscoveryRequest request() {
        List<? extends DiscoverySelector> selectors =
                run.ids().stream().map(id -> selectUniqueId(id)).toList();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .configurationParameters(run.parameters());
        if (!run.written().isEmpty()) {
            // JUnit's own folder for files that tests publish would not come back.
            request.configurationParameter(
                    OUTPUT_DIR_PROPERTY_NAME,
                    Path.of(run.written().get(0)).resolve("published").toString());
        }
        return request.build();
    }
}
