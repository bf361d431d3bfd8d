package io.bpftest.engine.session;

import io.bpftest.LoadedObject;
import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.map.LiveGlobal;
import io.bpftest.engine.map.MapContent;
import io.bpftest.engine.map.MapContents;
import io.bpftest.engine.map.MapTarget;
import io.bpftest.engine.map.Section;
import io.bpftest.engine.object.NativeMap;
import io.bpftest.engine.object.NativeObject;
import io.bpftest.engine.object.NativeProgram;
import io.bpftest.engine.run.ContextTypes;
import io.bpftest.engine.run.RunTarget;
import io.bpftest.error.AmbiguousProgramException;
import io.bpftest.error.InjectionException;
import io.bpftest.error.MapAccessException;
import io.bpftest.error.Problem;
import io.bpftest.error.UnknownNameException;
import io.bpftest.map.BloomFilter;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.GlobalVariable;
import io.bpftest.map.KernelMap;
import io.bpftest.map.KernelQueue;
import io.bpftest.map.LocalStorage;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.MapInMap;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import io.bpftest.map.MapType;
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.PerfEvents;
import io.bpftest.map.RingBuffer;
import io.bpftest.map.SocketMap;
import io.bpftest.map.UserRingBuffer;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramInfo;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** An object in this machine's kernel. */
final class LocalLoadedObject implements LoadedObject {

    private final LocalObjectSpec spec;
    private final NativeObject object;
    private final Lifetime lifetime;
    private final Map<String, NativeProgram> programs = new LinkedHashMap<>();
    private final Map<String, MapTarget> maps = new LinkedHashMap<>();

    /** The maps of variables by their names. */
    private final Map<String, Section> sections = new HashMap<>();

    /** The helpers that any of its programs calls. */
    private final BitSet helpers = new BitSet();

    /** The last typed handle of each map: it tells best how to render the map. */
    private final Map<String, BpfMapHandle> typed = new ConcurrentHashMap<>();

    LocalLoadedObject(LocalObjectSpec spec, NativeObject object) {
        this.spec = spec;
        this.object = object;
        this.lifetime = new Lifetime(spec.name());
        Iterator<NativeProgram> loaded = object.programs().iterator();
        for (LocalProgramSpec program : spec.programSpecs()) {
            NativeProgram libbpfs = loaded.next();
            if (program.autoload()) {
                programs.put(program.name(), libbpfs);
                helpers.or(libbpfs.helpers());
            }
        }
        Iterator<NativeMap> created = object.maps().iterator();
        for (LocalMapSpec map : spec.mapSpecs()) {
            maps.put(map.name(), new MapTarget(created.next().fd(), map.loadedInfo(), lifetime));
            if (map.model().holdsVariables()) {
                MapTarget target = targetOf(map.name());
                sections.put(map.name(), new Section(target, !map.model().holdsConstants()));
            }
        }
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public <P extends Program> P program(String name, Class<P> handle) {
        lifetime.check();
        LocalProgramSpec program = spec.program(name);
        program.requireFits(handle);
        NativeProgram loaded = programs.get(name);
        if (loaded == null) {
            throw new UnknownNameException(new Problem(
                    "Program \"" + name + "\" of " + name() + " was not loaded",
                    "loaded are " + programs.keySet(),
                    "a program that was not switched off",
                    "switch it on before load: spec.program(\"" + name + "\").autoload(true)"));
        }
        return HandleTypes.make(handle, target(program, loaded, HandleTypes.title(handle)));
    }

    @Override
    public <P extends Program> P program(Class<P> handle) {
        List<String> fitting = programs.keySet().stream()
                .filter(name -> (spec.program(name)).fits(handle))
                .toList();
        if (fitting.size() > 1) {
            throw new AmbiguousProgramException(new Problem(
                    name() + " has several programs for the handle " + handle.getSimpleName(),
                    String.join(", ", fitting),
                    "the name of one of them",
                    "give the name of one, such as \"" + fitting.get(0) + "\""));
        }
        return program(fitting.isEmpty() ? spec.program(handle).name() : fitting.get(0), handle);
    }

    @Override
    public BpfMapHandle map(String name, Type handle) {
        lifetime.check();
        LocalMapSpec map = spec.map(name);
        BpfMapHandle made = MapHandles.make(handle, targetOf(name), map.model(), spec.model());
        typed.put(name, made);
        return made;
    }

    @Override
    public <K, V> KernelMap<K, V> map(String name, Class<K> key, Class<V> value) {
        return typed(name, KernelMap.class, key, value);
    }

    @Override
    public <K, V> PerCpuMap<K, V> perCpuMap(String name, Class<K> key, Class<V> value) {
        return typed(name, PerCpuMap.class, key, value);
    }

    @Override
    public <V> LpmTrie<V> lpmTrie(String name, Class<V> value) {
        return typed(name, LpmTrie.class, value);
    }

    @Override
    public <V> KernelQueue<V> queue(String name, Class<V> value) {
        return typed(name, KernelQueue.class, value);
    }

    @Override
    public <V> BloomFilter<V> bloomFilter(String name, Class<V> value) {
        return typed(name, BloomFilter.class, value);
    }

    @Override
    public <E> RingBuffer<E> ringBuffer(String name, Class<E> event) {
        return typed(name, RingBuffer.class, event);
    }

    @Override
    public <E> PerfEvents<E> perfEvents(String name, Class<E> event) {
        return typed(name, PerfEvents.class, event);
    }

    @Override
    public <E> UserRingBuffer<E> userRingBuffer(String name, Class<E> sample) {
        return typed(name, UserRingBuffer.class, sample);
    }

    @Override
    public <K> SocketMap<K> socketMap(String name, Class<K> key) {
        return typed(name, SocketMap.class, key);
    }

    @Override
    public <O, V> LocalStorage<O, V> localStorage(String name, Class<O> owner, Class<V> value) {
        return typed(name, LocalStorage.class, owner, value);
    }

    @Override
    public <K, I, V> MapInMap<K, KernelMap<I, V>> mapInMap(
            String name, Class<K> key, Class<I> innerKey, Class<V> innerValue) {
        return typed(name, MapInMap.class, key, new HandleType(KernelMap.class, innerKey, innerValue));
    }

    @SuppressWarnings("unchecked") // MapHandles makes the handle of exactly these types
    private <H extends BpfMapHandle> H typed(String name, Class<? super H> handle, Type... arguments) {
        return (H) map(name, new HandleType(handle, arguments));
    }

    @Override
    public GlobalVariable<?> global(String name, Type type) {
        lifetime.check();
        ObjectModel.VariableModel variable = spec.global(name).model();
        Codec<?> codec = spec.model().plans().of(type, variable.type(), variable.subject());
        Section section = Objects.requireNonNull(sections.get(variable.map()), "each variable lies in a map");
        return new LiveGlobal<>(variable.name(), variable.type(), codec, section, variable.offset());
    }

    @Override
    public List<BpfMapHandle> maps() {
        lifetime.check();
        List<BpfMapHandle> handles = new ArrayList<>();
        for (LocalMapSpec map : spec.mapSpecs()) {
            if (map.name().equals(StubSequences.MAP)) {
                continue;
            }
            BpfMapHandle handle = typed.get(map.name());
            handles.add(
                    handle != null ? handle : MapHandles.forDisplay(targetOf(map.name()), map.model(), spec.model()));
        }
        return handles;
    }

    @Override
    public Checkpoint checkpoint() {
        List<MapContent> contents = new ArrayList<>();
        for (LocalMapSpec map : spec.mapSpecs()) {
            String obstacle = obstacle(map.model());
            if (!obstacle.isEmpty()) {
                throw new InjectionException(new Problem(
                        name() + " cannot be shared by the methods of a class",
                        "map \"" + map.name() + "\" of type " + obstacle + ", whose content cannot be restored",
                        "maps that can be emptied and filled again",
                        "use lifecycle PER_METHOD"));
            }
        }
        for (LocalMapSpec map : spec.mapSpecs()) {
            // A map that another object's stands for is restored with that object.
            if (!map.model().holdsConstants() && map.reused() == null) {
                MapTarget target = targetOf(map.name());
                WantedMap wanted = new WantedMap(target, map.model(), spec.model(), List.of());
                contents.add(MapContents.of(target, Kernel.possibleCpus(), wanted::innerMaps));
            }
        }
        return () -> contents.forEach(MapContent::restore);
    }

    /** What keeps a map from being restored; empty where nothing does. */
    private static String obstacle(ObjectModel.MapModel map) {
        MapType type = map.info().type();
        ObjectModel.MapModel inner = map.inner();
        if (!map.writable()) {
            return type + ", read-only for tests (BPF_F_RDONLY)";
        } else if (!map.readable()) {
            return type + ", write-only for tests (BPF_F_WRONLY)";
        } else if (inner != null && !obstacle(inner).isEmpty()) {
            return type + " of maps of type " + obstacle(inner);
        }
        return MapContents.restorable().contains(type) ? "" : type.toString();
    }

    @Override
    public void close() {
        if (lifetime.end()) {
            object.close();
        }
    }

    private MapTarget targetOf(String map) {
        return Objects.requireNonNull(maps.get(map));
    }

    private RunTarget target(LocalProgramSpec program, NativeProgram loaded, String title) {
        ProgramInfo info = new ProgramInfo(
                program.name(), program.section(), program.type(), title, spec.name(), Kernel.release(), "local");
        ContextTypes contexts =
                new ContextCodec(program.name(), program.context(), spec.model().plans());
        return new RunTarget(loaded.fd(), info, lifetime, helpers, this::render, contexts);
    }

    private List<MapState> render(int limit) {
        List<MapState> states = new ArrayList<>();
        for (BpfMapHandle map : maps()) {
            if (!spec.map(map.info().name()).model().holdsVariables()) {
                states.add(state(map, limit));
            }
        }
        return states;
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
}
