package io.bpftest.engine.session;

import io.bpftest.engine.compile.CompiledObject;
import io.bpftest.engine.compile.CountedObjects;
import io.bpftest.engine.coverage.CounterSections;
import io.bpftest.engine.coverage.Counters;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.map.MapTarget;
import io.bpftest.engine.object.NativeMap;
import io.bpftest.engine.object.NativeObject;
import io.bpftest.engine.object.ObjectImage;
import io.bpftest.engine.object.ObjectLinker;
import io.bpftest.engine.object.ObjectLoader;
import io.bpftest.error.BpfException;
import io.bpftest.error.MachineException;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.GuestEnvironment;
import io.bpftest.spi.ObjectSource;
import io.bpftest.spi.record.CountedCode;
import io.bpftest.spi.record.CoverageRecord;
import io.bpftest.spi.record.TestRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The build of an object that counts what is reached of its sources, and takes the place of the plain one where the kernel lets it.
 * Users see the plain one's spec; where that is to be loaded instead, the records say why.
 */
final class CountedBuild {

    private static final int MOST_REMEMBERED = 1000;

    private final CountedCode code;
    private final @Nullable ObjectModel model;
    private final @Nullable Stubs stubs;
    private final int counters;

    /** Why nothing is counted, whatever of the object is loaded; empty where something may be. */
    private final String obstacle;

    /** Why it was refused, by what was loaded of it: it would be again, and being refused takes long. */
    private final Map<String, String> refused = new ConcurrentHashMap<>();

    /** What was said to whom. */
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    private CountedBuild(CountedCode code, ObjectModel model, Stubs stubs, int counters) {
        this.code = code;
        this.model = model;
        this.stubs = stubs;
        this.counters = counters;
        this.obstacle = "";
    }

    private CountedBuild(String object, String obstacle) {
        this.code = new CountedCode(object, List.of());
        this.model = null;
        this.stubs = null;
        this.counters = 0;
        this.obstacle = obstacle;
    }

    /**
     * Builds an object once more.
     *
     * @param parts what the plain object was linked of
     * @param plain what the plain object holds
     * @throws MachineException if clang does not know coverage, or llvm-objcopy is missing
     */
    static CountedBuild of(
            ObjectSource source,
            List<ObjectLinker.Input> parts,
            ObjectModel plain,
            ObjectFiles files,
            Configuration configuration) {
        String name = parts.get(0).name();
        try {
            return built(source, parts, plain, files, configuration);
        } catch (MachineException e) {
            throw e;
        } catch (BpfException e) {
            return new CountedBuild(name, "cannot be built with counters: " + reason(e));
        }
    }

    private static CountedBuild built(
            ObjectSource source,
            List<ObjectLinker.Input> parts,
            ObjectModel plain,
            ObjectFiles files,
            Configuration configuration) {
        CountedObjects objects = new CountedObjects(configuration.cacheFolder(), configuration.clang());
        List<Path> all = new ArrayList<>(List.of(source.file()));
        all.addAll(source.with());
        List<CountedCode.Part> counted = new ArrayList<>();
        List<ObjectLinker.Input> loadable = new ArrayList<>();
        int counters = 0;
        for (int i = 0; i < all.size(); i++) {
            if (!ObjectSource.isSource(all.get(i))) {
                loadable.add(parts.get(i));
                continue;
            }
            CompiledObject object =
                    files.counted(all.get(i), source.cflags(), parts.get(i).bytes());
            counted.add(new CountedCode.Part(object.source(), object.sha256(), object.bytes()));
            counters += CounterSections.count(object.bytes(), CountedObjects.CLANGS_SECTION);
            loadable.add(new ObjectLinker.Input(parts.get(i).name(), objects.loadable(object)));
        }
        String name = parts.get(0).name();
        if (counters == 0) {
            return new CountedBuild(
                    name,
                    counted.isEmpty()
                            ? "a compiled object: only what is compiled from C with bpftest.coverage=true has counters"
                            : "no function in it that could be counted");
        }
        files.checkForeign(loadable);
        ObjectImage image = new ObjectImage(name, files.linked(loadable, () -> {}));
        ObjectModel model = ObjectModel.read(image);
        String difference = difference(plain, model, counters);
        return difference.isEmpty()
                ? new CountedBuild(
                        new CountedCode(name, counted),
                        model,
                        new Stubs(image, loadable, files, configuration),
                        counters)
                : new CountedBuild(name, difference);
    }

    /** What one has the other must have, since what a test changes of the one is brought to the other. */
    private static String difference(ObjectModel plain, ObjectModel counted, int counters) {
        Set<String> maps = new HashSet<>(counted.maps().keySet());
        maps.remove(CountedObjects.SECTION);
        ObjectModel.MapModel section = counted.maps().get(CountedObjects.SECTION);
        if (section == null || section.info().valueSize() != counters * Long.BYTES) {
            return "its counters were not linked as they stand in their objects";
        }
        return plain.programs().keySet().equals(counted.programs().keySet())
                        && plain.maps().keySet().equals(maps)
                        && plain.variables().keySet().equals(counted.variables().keySet())
                ? ""
                : "it has other programs, maps or variables when it is built with counters";
    }

    /**
     * What loading with counters gave.
     *
     * @param loaded null where the plain object is to be loaded instead
     * @param reason why then
     */
    record Attempt(@Nullable LocalLoadedObject loaded, String reason) {}

    /**
     * Loads an object with counters.
     *
     * @param plain the spec of the plain object, which nobody else changes
     * @param record of the test or class that it is loaded for
     */
    Attempt load(LocalObjectSpec plain, TestRecord record) {
        if (!obstacle.isEmpty()) {
            return new Attempt(null, obstacle);
        }
        String known = refused.get(wanted(plain));
        if (known != null) {
            return new Attempt(null, known);
        }
        LocalObjectSpec spec;
        ObjectLoader.Loaded loaded;
        try {
            spec = Objects.requireNonNull(stubs).applied(plain.in(Objects.requireNonNull(model), null));
            loaded = new LoadStep(spec).attempt();
        } catch (BpfException e) {
            return refused(reason(e));
        }
        ObjectLoader.Refusal refusal = loaded.refusal();
        if (refusal != null) {
            return refused(new LoadFailure(spec, refusal).words());
        }
        NativeObject object = Objects.requireNonNull(loaded.object());
        Counting counting = new Counting(code, new Counters(section(object).fd(), counters), record);
        return new Attempt(new LocalLoadedObject(spec, object, new LoadFigures(plain::stubbed), counting), "");
    }

    /**
     * Says in the record that the plain object was loaded instead, and why; once for each class. What is refused either way
     * is not remembered: the reason may be gone with the next load.
     */
    void tell(String reason, LocalObjectSpec plain, TestRecord record) {
        if (refused.size() >= MOST_REMEMBERED) {
            refused.clear();
        }
        refused.put(wanted(plain), reason);
        if (said.add(record.className() + "\n" + reason)) {
            new CoverageRecord(record).uncovered(code.object(), Kernel.release(), GuestEnvironment.title(), reason);
        }
    }

    private static Attempt refused(String why) {
        return new Attempt(null, "refused with counters: " + why);
    }

    private static NativeMap section(NativeObject object) {
        return object.maps().stream()
                .filter(map -> map.name().equals(CountedObjects.SECTION))
                .findFirst()
                .orElseThrow();
    }

    /** What decides, beside the object, whether it loads: programs, maps and constants. */
    private static String wanted(LocalObjectSpec plain) {
        StringBuilder wanted = new StringBuilder();
        for (LocalProgramSpec program : plain.programSpecs()) {
            if (program.autoload()) {
                wanted.append(program.name()).append(' ').append(program.type()).append(' ');
                wanted.append(program.stubs())
                        .append(' ')
                        .append(program.replaced())
                        .append('\n');
            }
        }
        for (LocalMapSpec map : plain.mapSpecs()) {
            MapTarget reused = map.reused();
            wanted.append(map.info().maxEntries())
                    .append(' ')
                    .append(reused == null ? "" : reused.fd())
                    .append('\n');
        }
        return wanted.append(plain.givenValues()).toString();
    }

    /** The first line of what was found, without addresses in clang's memory, which differ each time. */
    private static String reason(BpfException e) {
        String first = e.problem().found().strip().lines().findFirst().orElse("");
        return first.replaceAll("\\b0x[0-9a-f]+\\S* ?", "");
    }
}
