package io.bpftest.engine.session;

import io.bpftest.LoadedObject;
import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.compile.CountedObjects;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.map.LiveGlobal;
import io.bpftest.engine.map.MapContent;
import io.bpftest.engine.map.MapContents;
import io.bpftest.engine.map.MapTarget;
import io.bpftest.engine.map.MapTexts;
import io.bpftest.engine.map.Section;
import io.bpftest.engine.object.NativeMap;
import io.bpftest.engine.object.NativeObject;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import io.bpftest.map.MapType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The maps of a loaded object, those of its variables among them. */
final class LoadedMaps {

    private final LocalObjectSpec spec;
    private final Lifetime lifetime;
    private final Map<String, MapTarget> maps = new LinkedHashMap<>();

    private final Map<String, Long> structOps = new LinkedHashMap<>();

    /** The maps of variables by their names. */
    private final Map<String, Section> sections = new HashMap<>();

    /** The last typed handle of each map: it tells best how to render the map. */
    private final Map<String, BpfMapHandle> typed = new ConcurrentHashMap<>();

    private final boolean writable;

    LoadedMaps(LocalObjectSpec spec, NativeObject object, Lifetime lifetime) {
        this.spec = spec;
        this.lifetime = lifetime;
        boolean anyWritable = false;
        Iterator<NativeMap> created = object.maps().iterator();
        for (LocalMapSpec map : spec.mapSpecs()) {
            NativeMap libbpfs = created.next();
            anyWritable |= libbpfs.isWritableForPrograms() && !isOfCounters(map);
            MapTarget target = new MapTarget(libbpfs.fd(), map.loadedInfo(), lifetime);
            maps.put(map.name(), target);
            if (map.info().type() == MapType.STRUCT_OPS) {
                structOps.put(map.name(), libbpfs.pointer());
            }
            if (map.model().holdsVariables() && !isOfCounters(map)) {
                sections.put(map.name(), new Section(target, !map.model().holdsConstants()));
            }
        }
        this.writable = anyWritable;
    }

    /** Whether programs may write any of them, so that one run may matter to the next. */
    boolean areWritable() {
        return writable;
    }

    BpfMapHandle handle(String name, Type handle) {
        lifetime.check();
        LocalMapSpec map = spec.map(name);
        if (isOfCounters(map)) {
            throw Names.unknown(spec.name(), "map", name, List.of());
        }
        BpfMapHandle made = MapHandles.make(handle, targetOf(name), map.model(), spec.model());
        typed.put(name, made);
        return made;
    }

    GlobalVariable<?> global(String name, Type type) {
        lifetime.check();
        ObjectModel.VariableModel variable = spec.global(name).model();
        Codec<?> codec = spec.model().plans().of(type, variable.type(), variable.subject());
        Section section = Objects.requireNonNull(sections.get(variable.map()), "each variable lies in a map");
        return new LiveGlobal<>(variable.name(), variable.type(), codec, section, variable.offset());
    }

    List<BpfMapHandle> all() {
        lifetime.check();
        List<BpfMapHandle> handles = new ArrayList<>();
        for (LocalMapSpec map : spec.mapSpecs()) {
            if (map.name().equals(StubSequences.MAP) || isOfCounters(map)) {
                continue;
            }
            BpfMapHandle handle = typed.get(map.name());
            handles.add(
                    handle != null ? handle : MapHandles.forDisplay(targetOf(map.name()), map.model(), spec.model()));
        }
        return handles;
    }

    /** What libbpf has of each struct_ops map, by its name. */
    Map<String, Long> structOps() {
        return structOps;
    }

    /** Renders what the maps hold, but for variables. */
    List<MapState> states(int limit) {
        List<MapState> states = new ArrayList<>();
        for (BpfMapHandle map : all()) {
            if (!spec.map(map.info().name()).model().holdsVariables()) {
                states.add(state(map, limit));
            }
        }
        return states;
    }

    /** What packets may be compared with by way of the maps: keys that are there, values of arrays and variables. */
    List<byte[]> texts() {
        lifetime.check();
        return maps.values().stream()
                .filter(target -> !target.info().name().equals(CountedObjects.SECTION))
                .flatMap(target -> MapTexts.of(target, Kernel.possibleCpus()).stream())
                .toList();
    }

    /** A map that cannot be read must not take the place of what a test has to say. */
    private static MapState state(BpfMapHandle map, int limit) {
        try {
            return map.state(limit);
        } catch (MapAccessException e) {
            MapInfo info = map.info();
            return new MapState(
                    info.name() + " (" + info.type() + ", content not readable)",
                    info.type().isArray(),
                    List.of(),
                    0);
        }
    }

    /** Remembers what the maps hold. */
    LoadedObject.Checkpoint checkpoint() {
        Restorable.check(spec);
        List<MapContent> contents = new ArrayList<>();
        for (LocalMapSpec map : spec.mapSpecs()) {
            // A map that another object's stands for is restored with that object.
            if (!map.model().holdsConstants() && map.reused() == null && !isOfCounters(map)) {
                MapTarget target = targetOf(map.name());
                WantedMap wanted = new WantedMap(target, map.model(), spec.model(), List.of());
                contents.add(MapContents.of(target, Kernel.possibleCpus(), wanted::innerMaps));
            }
        }
        return () -> contents.forEach(MapContent::restore);
    }

    /** The counters of coverage are no part of what is under test. */
    private static boolean isOfCounters(LocalMapSpec map) {
        return map.name().equals(CountedObjects.SECTION);
    }

    private MapTarget targetOf(String map) {
        return Objects.requireNonNull(maps.get(map));
    }
}
