package io.bpftest.junit;

import io.bpftest.LoadedObject;
import io.bpftest.MapSpec;
import io.bpftest.ObjectSpec;
import io.bpftest.error.InjectionException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.spi.record.ReachCounter;
import io.bpftest.spi.record.TestRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The objects that are loaded for one invocation of a test, or for the tests of one class; closed by Jupiter's store.
 *
 * <p>Maps that objects of one scope pin by the same name are one map.
 */
final class ObjectScope implements AutoCloseable {

    private final Map<ObjectDeclaration, LoadedObject> objects = new LinkedHashMap<>();
    private final Map<String, BpfMapHandle> pinned = new LinkedHashMap<>();
    private final List<ObjectScope> around;

    /**
     * Opens a scope.
     *
     * @param around the scopes whose objects the tests of this one use besides
     */
    ObjectScope(List<ObjectScope> around) {
        this.around = around;
    }

    /** For each class whose tests began, what it found: a nested class's own set-up is not its neighbours'. */
    private final Map<TestClass, Map<ObjectDeclaration, LoadedObject.Checkpoint>> checkpoints = new LinkedHashMap<>();

    /**
     * Gives the loaded object of a declaration, loading it when it is first asked for.
     *
     * @param running the class of the running invocation and those around it, empty outside of invocations: an object
     *     loaded now is as they all found it
     */
    synchronized LoadedObject get(ObjectDeclaration declaration, Supplier<ObjectSpec> spec, List<TestClass> running) {
        LoadedObject object = objects.get(declaration);
        if (object == null) {
            object = load(spec.get());
            if (!running.isEmpty()) {
                LoadedObject.Checkpoint checkpoint = checkpoint(object);
                running.forEach(c -> checkpoints
                        .computeIfAbsent(c, key -> new LinkedHashMap<>())
                        .put(declaration, checkpoint));
            }
            objects.put(declaration, object);
        }
        return object;
    }

    /** Puts all maps back to what they held when this was first called for the class. */
    synchronized void begin(TestClass testClass) {
        Map<ObjectDeclaration, LoadedObject.Checkpoint> known =
                checkpoints.computeIfAbsent(testClass, key -> new LinkedHashMap<>());
        objects.forEach((declaration, object) -> {
            LoadedObject.Checkpoint checkpoint = known.get(declaration);
            if (checkpoint != null) {
                checkpoint.restore();
            } else {
                known.put(declaration, object.checkpoint());
            }
        });
    }

    /** Records what programs reached so far, and says for which test or class they count from now on. */
    synchronized void countFor(@Nullable TestRecord record) {
        for (LoadedObject object : objects.values()) {
            if (object instanceof ReachCounter counter) {
                counter.countFor(record);
            }
        }
    }

    /** Remembers what its objects hold, but for those with maps of a kind that cannot be restored. */
    synchronized List<LoadedObject.Checkpoint> checkpoints() {
        List<LoadedObject.Checkpoint> all = new ArrayList<>();
        for (LoadedObject object : objects.values()) {
            try {
                all.add(object.checkpoint());
            } catch (InjectionException e) {
                continue; // its maps go on as they are, from packet to packet
            }
        }
        return all;
    }

    @Override
    public synchronized void close() {
        List<LoadedObject> reversed = new ArrayList<>(objects.values());
        java.util.Collections.reverse(reversed);
        reversed.forEach(LoadedObject::close);
        objects.clear();
    }

    /** An object that cannot be restored is refused each time, so it must not stay. */
    private static LoadedObject.Checkpoint checkpoint(LoadedObject object) {
        try {
            return object.checkpoint();
        } catch (RuntimeException e) {
            object.close();
            throw e;
        }
    }

    private LoadedObject load(ObjectSpec prepared) {
        if (prepared.maps().stream().noneMatch(MapSpec::pinnedByName)) {
            return prepared.load();
        }
        ObjectSpec spec = prepared.copy();
        List<MapSpec> shared =
                spec.maps().stream().filter(MapSpec::pinnedByName).toList();
        for (MapSpec map : shared) {
            BpfMapHandle existing = pinned(map.name());
            if (existing != null) {
                map.reuse(existing);
            }
        }
        LoadedObject object = spec.load();
        for (MapSpec map : shared) {
            pinned.putIfAbsent(map.name(), object.map(map.name(), BpfMapHandle.class));
        }
        return object;
    }

    private synchronized @Nullable BpfMapHandle pinned(String name) {
        BpfMapHandle own = pinned.get(name);
        for (int i = 0; own == null && i < around.size(); i++) {
            own = around.get(i).pinned(name);
        }
        return own;
    }
}
