package io.bpftest.engine.session;

import io.bpftest.LoadedObject;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.kernel.LoadedProgram;
import io.bpftest.engine.object.NativeObject;
import io.bpftest.engine.object.NativeProgram;
import io.bpftest.engine.run.ContextTypes;
import io.bpftest.engine.run.RunTarget;
import io.bpftest.error.AmbiguousProgramException;
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
import io.bpftest.map.PerCpuMap;
import io.bpftest.map.PerfEvents;
import io.bpftest.map.RingBuffer;
import io.bpftest.map.SocketMap;
import io.bpftest.map.UserRingBuffer;
import io.bpftest.packet.Dictionary;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.VerifierFigures;
import io.bpftest.spi.GuestEnvironment;
import io.bpftest.spi.record.ReachCounter;
import io.bpftest.spi.record.TestRecord;
import java.lang.reflect.Type;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object in this machine's kernel. */
final class LocalLoadedObject implements LoadedObject, ReachCounter {

    private final LocalObjectSpec spec;
    private final NativeObject object;
    private final Lifetime lifetime;
    private final Map<String, NativeProgram> programs = new LinkedHashMap<>();
    private final LoadedMaps maps;
    private final LoadFigures figures;

    /** The helpers that any of its programs calls. */
    private final BitSet helpers = new BitSet();

    private final @Nullable Counting counting;

    /**
     * Takes a loaded object.
     *
     * @param figures what the verifier counts of it without counters
     * @param counting records what its programs reach; null where they do not count it
     */
    LocalLoadedObject(LocalObjectSpec spec, NativeObject object, LoadFigures figures, @Nullable Counting counting) {
        this.spec = spec;
        this.object = object;
        this.counting = counting;
        this.lifetime = new Lifetime(spec.name());
        Iterator<NativeProgram> loaded = object.programs().iterator();
        for (LocalProgramSpec program : spec.programSpecs()) {
            NativeProgram libbpfs = loaded.next();
            if (program.autoload()) {
                programs.put(program.name(), libbpfs);
                helpers.or(libbpfs.helpers());
            }
        }
        this.maps = new LoadedMaps(spec, object, lifetime);
        this.figures = figures;
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
        return HandleTypes.make(handle, target(program, loaded(name), HandleTypes.title(handle)));
    }

    @Override
    public VerifierFigures verifierFigures(String program) {
        lifetime.check();
        return figures.of(spec.program(program).name(), loaded(program).fd());
    }

    private NativeProgram loaded(String name) {
        NativeProgram loaded = programs.get(name);
        if (loaded == null) {
            throw new UnknownNameException(new Problem(
                    "Program \"" + name + "\" of " + name() + " was not loaded",
                    "loaded are " + programs.keySet(),
                    "a program that was not switched off",
                    "switch it on before load: spec.program(\"" + name + "\").autoload(true)"));
        }
        return loaded;
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
        return maps.handle(name, handle);
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
        return maps.global(name, type);
    }

    @Override
    public List<BpfMapHandle> maps() {
        return maps.all();
    }

    @Override
    public Checkpoint checkpoint() {
        return maps.checkpoint();
    }

    @Override
    public void countFor(@Nullable TestRecord record) {
        if (counting != null && !lifetime.hasEnded()) {
            lifetime.during(() -> counting.settle(record));
        }
    }

    @Override
    public void close() {
        if (lifetime.end()) {
            try {
                if (counting != null) {
                    counting.end();
                }
            } finally {
                object.close();
            }
        }
    }

    private RunTarget target(LocalProgramSpec program, NativeProgram loaded, String title) {
        ProgramInfo info = new ProgramInfo(
                program.name(),
                program.section(),
                program.type(),
                title,
                spec.name(),
                Kernel.release(),
                GuestEnvironment.title());
        ContextTypes contexts =
                new ContextCodec(program.name(), program.context(), spec.model().plans());
        LoadedProgram libbpfs = new LoadedProgram(loaded.pointer(), lifetime, maps.structOps());
        return new RunTarget(
                loaded.fd(),
                info,
                libbpfs,
                helpers,
                !maps.areWritable(),
                maps::states,
                contexts,
                () -> new Dictionary(loaded.constants(), maps.texts()),
                () -> figures.of(program.name(), loaded.fd()));
    }
}
