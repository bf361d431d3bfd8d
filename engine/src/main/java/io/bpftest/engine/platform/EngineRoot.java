package io.bpftest.engine.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** The root of what our engine runs. */
final class EngineRoot extends EngineDescriptor {

    private static final String NO_KERNEL = "";

    private final boolean filePerClass;

    /** By kernel, since an IDE may ask for other invocations of each. */
    private final Map<String, Narrowing> narrowings = new HashMap<>();

    /** Makes one whose kernels look as {@link Branch} says. */
    EngineRoot(UniqueId id, boolean filePerClass) {
        super(id, BpfTestEngine.ID);
        this.filePerClass = filePerClass;
    }

    /**
     * The classes of one kernel that are left after filters.
     *
     * @param container what shows them; the root itself if nothing does
     */
    record Part(Branch branch, TestDescriptor container, List<RelayedDescriptor> classes) {}

    /** Gives the branch of a kernel, or of no kernel. */
    Branch branch(@Nullable String kernel) {
        return new Branch(getUniqueId(), kernel, filePerClass);
    }

    /** Adds a class to a branch. */
    void add(Branch branch, RelayedDescriptor type) {
        if (branch.kernel() == null) {
            addChild(type);
            return;
        }
        if (filePerClass) {
            addChild(type);
            addChild(new ClassMention(type));
            return;
        }
        Optional<? extends TestDescriptor> container = getChildren().stream()
                .filter(child -> child.getUniqueId().equals(branch.id()))
                .findFirst();
        if (container.isPresent()) {
            container.get().addChild(type);
        } else {
            KernelDescriptor made = new KernelDescriptor(branch);
            made.addChild(type);
            addChild(made);
        }
    }

    void narrow(@Nullable String kernel, Narrowing wanted) {
        narrowings.put(kernel == null ? NO_KERNEL : kernel, wanted);
    }

    /** What is left after filters, in its order. */
    List<Part> parts() {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (TestDescriptor child : getChildren()) {
            if (child instanceof RelayedDescriptor type) {
                part(this, type, parts);
            } else if (child instanceof KernelDescriptor) {
                child.getChildren().forEach(type -> part(child, (RelayedDescriptor) type, parts));
            }
        }
        return List.copyOf(parts.values());
    }

    private void part(TestDescriptor container, RelayedDescriptor type, Map<String, Part> parts) {
        String kernel = Branch.kernelOf(type.getUniqueId()).orElse(null);
        parts.computeIfAbsent(
                        kernel == null ? NO_KERNEL : kernel,
                        k -> new Part(branch(kernel), container, new ArrayList<>()))
                .classes()
                .add(type);
    }

    /** The ids that select what is left of some classes after filters, as Jupiter calls them. */
    List<String> selection(List<RelayedDescriptor> of) {
        return of.stream()
                .flatMap(type -> type.selection().stream())
                .flatMap(id -> narrowed(id).stream())
                .map(id -> Jupiter.idOf(id).toString())
                .toList();
    }

    private List<UniqueId> narrowed(UniqueId id) {
        Narrowing wanted = narrowings.get(Branch.kernelOf(id).orElse(NO_KERNEL));
        UniqueId method = Branch.withoutKernel(id);
        return wanted == null ? List.of(method) : wanted.of(method);
    }
}
