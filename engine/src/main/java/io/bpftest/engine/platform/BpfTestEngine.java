package io.bpftest.engine.platform;

import io.bpftest.error.ConfigurationException;
import io.bpftest.spi.Configuration;
import java.util.Optional;
import org.junit.platform.engine.DiscoveryIssue;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;

/**
 * Runs the test classes that use bpf-test and cannot or should not run in this JVM; JUnit finds it as a service. All
 * others, and all where this JVM will do, are left to Jupiter.
 */
public final class BpfTestEngine implements TestEngine {

    /** The engine's id. */
    public static final String ID = "bpf-test";

    private final Places places;
    private final boolean filePerClass;

    /** For the launcher. */
    public BpfTestEngine() {
        this(new Places(), BuildTool.writesFilePerClass());
    }

    /** With other places, and for another build tool. */
    BpfTestEngine(Places places, boolean filePerClass) {
        this.places = places;
        this.filePerClass = filePerClass;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Optional<String> getGroupId() {
        return Optional.of("io.bpftest");
    }

    @Override
    public Optional<String> getArtifactId() {
        return Optional.of("bpf-test-engine");
    }

    /** Has no effect outside of its result: build tools discover several times. */
    @Override
    public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
        EngineRoot root = new EngineRoot(id, filePerClass);
        checkSettings(request, id);
        Discovery discovery = Discovery.current();
        if (discovery == null || id.getSegments().size() > 1) {
            // Nobody would hide from Jupiter what is taken here; within a suite neither.
            return root;
        }
        Selection selection = new Selection(request.getSelectorsByType(DiscoverySelector.class));
        Placement placement = Placement.of(request.getConfigurationParameters(), selection);
        if (!placement.leavesAllToJupiter()) {
            new OurTree(root, request, selection, placement, discovery).grow();
        }
        return root;
    }

    /** Tests check what they can see of the settings; only an engine is shown the names of all. */
    private static void checkSettings(EngineDiscoveryRequest request, UniqueId id) {
        try {
            Configuration.check(request.getConfigurationParameters().keySet());
        } catch (ConfigurationException e) {
            DiscoveryIssue issue = DiscoveryIssue.create(
                    DiscoveryIssue.Severity.ERROR, e.problem().text());
            request.getDiscoveryListener().issueEncountered(id, issue);
        }
    }

    @Override
    public void execute(ExecutionRequest request) {
        TestDescriptor root = request.getRootTestDescriptor();
        request.getEngineExecutionListener().executionStarted(root);
        if (root instanceof EngineRoot ours && !ours.getChildren().isEmpty()) {
            new Environments(ours, request, places).run();
        }
        request.getEngineExecutionListener().executionFinished(root, TestExecutionResult.successful());
    }
}
