package io.bpftest.engine.platform;

import io.bpftest.engine.fork.HostJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.UniqueIdSelector;

/** What was asked for: on any kernel, or on those that ids of ours name, such as an IDE remembers them. */
final class Selection {

    private final List<DiscoverySelector> general = new ArrayList<>();
    private final Map<String, List<DiscoverySelector>> byKernel = new LinkedHashMap<>();
    private final Set<String> ourClasses = new LinkedHashSet<>();

    Selection(List<DiscoverySelector> selectors) {
        for (DiscoverySelector selector : selectors) {
            if (selector instanceof UniqueIdSelector byId && isOurs(byId.getUniqueId())) {
                add(byId);
            } else {
                general.add(selector);
            }
        }
    }

    private void add(UniqueIdSelector selector) {
        UniqueId ours = selector.getUniqueId();
        Optional<String> kernel = Branch.kernelOf(ours);
        if (kernel.isPresent()) {
            byKernel.computeIfAbsent(kernel.get(), k -> new ArrayList<>()).addAll(withoutKernel(ours));
        } else {
            general.add(selector);
            if (ours.getSegments().size() > 1) {
                ourClasses.add(ours.getSegments().get(1).getValue());
            }
        }
    }

    private static boolean isOurs(UniqueId id) {
        return id.getEngineId().filter(BpfTestEngine.ID::equals).isPresent();
    }

    /** All that a kernel runs can only be found by looking through all classes: its id names none. */
    private static List<DiscoverySelector> withoutKernel(UniqueId ours) {
        UniqueId without = Branch.withoutKernel(ours);
        if (without.getSegments().size() > 1) {
            return List.of(DiscoverySelectors.selectUniqueId(without));
        }
        Set<Path> folders = new LinkedHashSet<>();
        for (Path entry : HostJvm.classPath()) {
            if (Files.isDirectory(entry)) {
                folders.add(entry);
            }
        }
        return List.copyOf(DiscoverySelectors.selectClasspathRoots(folders));
    }

    /** The kernels that ids name. */
    Set<String> kernels() {
        return byKernel.keySet();
    }

    /** What is selected for this kernel alone. */
    List<DiscoverySelector> only(String kernel) {
        return byKernel.getOrDefault(kernel, List.of());
    }

    /** What is selected without a word on kernels. */
    List<DiscoverySelector> general() {
        return general;
    }

    /** All that is selected where this kernel is concerned. */
    List<DiscoverySelector> with(String kernel) {
        List<DiscoverySelector> all = new ArrayList<>(general);
        all.addAll(only(kernel));
        return all;
    }

    /** Outermost classes that were asked of our engine by its own ids, without a kernel. */
    Set<String> ourClasses() {
        return ourClasses;
    }
}
