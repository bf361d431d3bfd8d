package io.bpftest.engine.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.TestDescriptor;

/** Puts together the tests that our engine runs: of each class, what runs on the kernel that is there, and on others. */
final class OurTree {

    private final EngineRoot root;
    private final EngineDiscoveryRequest request;
    private final Selection selection;
    private final Placement placement;
    private final Discovery discovery;

    OurTree(
            EngineRoot root,
            EngineDiscoveryRequest request,
            Selection selection,
            Placement placement,
            Discovery discovery) {
        this.root = root;
        this.request = request;
        this.selection = selection;
        this.placement = placement;
        this.discovery = discovery;
    }

    void grow() {
        List<TestDescriptor> found = discover(selection.general());
        Set<String> kernels = new LinkedHashSet<>();
        boolean withoutKernel = false;
        for (TestDescriptor outermost : found) {
            Map<Class<?>, List<String>> named = kernels(outermost);
            named.values().forEach(kernels::addAll);
            Predicate<Class<?>> others =
                    type -> named.getOrDefault(type, List.of()).isEmpty();
            if (named.keySet().stream().anyMatch(others) && placement.takes(outermost, others)) {
                withoutKernel |= add(outermost, root.branch(null), others, others);
            }
        }
        if (withoutKernel) {
            root.narrow(null, new Narrowing(request, selection.general(), root.getUniqueId()));
        }
        kernels.addAll(selection.kernels());
        kernels.forEach(kernel -> grow(kernel, found));
    }

    /** Ids that name the kernel select what runs on it, whatever the class says now. */
    private void grow(String kernel, List<TestDescriptor> found) {
        List<TestDescriptor> all = found;
        Set<Class<?>> asked = new LinkedHashSet<>();
        if (selection.kernels().contains(kernel)) {
            discover(selection.only(kernel)).forEach(outermost -> asked.addAll(classes(outermost)));
            all = discover(selection.with(kernel));
        }
        Branch branch = root.branch(kernel);
        boolean any = false;
        for (TestDescriptor outermost : all) {
            Map<Class<?>, List<String>> named = kernels(outermost);
            Predicate<Class<?>> byRule =
                    type -> named.getOrDefault(type, List.of()).contains(kernel);
            any |= add(outermost, branch, byRule.or(asked::contains), byRule);
        }
        if (any) {
            root.narrow(kernel, new Narrowing(request, selection.with(kernel), root.getUniqueId()));
        }
    }

    /**
     * Adds a class with those nested in it, as far as they are wanted.
     *
     * @param instead which of them Jupiter would run otherwise: it does not know our ids
     */
    private boolean add(
            TestDescriptor outermost, Branch branch, Predicate<Class<?>> wanted, Predicate<Class<?>> instead) {
        Optional<RelayedDescriptor> copy = RelayedDescriptor.copy(outermost, branch, wanted);
        copy.ifPresent(type -> {
            root.add(branch, type);
            outermost.accept(test -> {
                if (Placement.classOf(test).filter(instead).isPresent()) {
                    discovery.take(Jupiter.idOf(test.getUniqueId()));
                }
            });
        });
        return copy.isPresent();
    }

    private List<TestDescriptor> discover(List<DiscoverySelector> selectors) {
        return selectors.isEmpty()
                ? List.of()
                : List.copyOf(
                        Jupiter.discover(request, selectors, root.getUniqueId()).getChildren());
    }

    /** The kernels of each class, as far as they are not left to Jupiter because this JVM has the only one. */
    private Map<Class<?>, List<String>> kernels(TestDescriptor outermost) {
        Map<Class<?>, List<String>> kernels = new LinkedHashMap<>();
        collect(outermost, null, kernels);
        Set<List<String>> different = new LinkedHashSet<>(kernels.values());
        if (different.size() == 1 && placement.isHere(different.iterator().next(), outermost, type -> true)) {
            kernels.replaceAll((type, here) -> List.of());
        }
        return kernels;
    }

    private void collect(TestDescriptor test, @Nullable List<String> around, Map<Class<?>, List<String>> kernels) {
        Class<?> type = Placement.classOf(test).orElse(null);
        List<String> here = around;
        if (type != null) {
            here = placement.kernels(type, around);
            kernels.put(type, here);
        }
        for (TestDescriptor child : test.getChildren()) {
            collect(child, here, kernels);
        }
    }

    private static List<Class<?>> classes(TestDescriptor outermost) {
        List<Class<?>> classes = new ArrayList<>();
        outermost.accept(test -> Placement.classOf(test).ifPresent(classes::add));
        return classes;
    }
}
