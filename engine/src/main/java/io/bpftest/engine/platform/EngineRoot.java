package io.bpftest.engine.platform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** The root of what our engine runs. */
final class EngineRoot extends EngineDescriptor {

    private @Nullable Narrowing narrowing;

    EngineRoot(UniqueId id) {
        super(id, BpfTestEngine.ID);
    }

    void narrow(Narrowing wanted) {
        narrowing = wanted;
    }

    /** The classes that are left after filters. */
    List<RelayedDescriptor> classes() {
        List<RelayedDescriptor> classes = new ArrayList<>();
        for (TestDescriptor child : getChildren()) {
            classes.add((RelayedDescriptor) child);
        }
        return classes;
    }

    /** The ids that select what is left of some classes after filters, as Jupiter calls them. */
    List<String> selection(List<RelayedDescriptor> of) {
        Narrowing wanted = narrowing;
        return of.stream()
                .flatMap(type -> type.selection().stream())
                .flatMap(id -> wanted == null ? List.of(id).stream() : wanted.of(id).stream())
                .map(id -> Jupiter.moved(id, UniqueId.forEngine(Jupiter.ID)).toString())
                .toList();
    }
}
