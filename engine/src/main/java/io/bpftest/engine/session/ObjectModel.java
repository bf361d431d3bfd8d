package io.bpftest.engine.session;

import io.bpftest.engine.btf.BtfTypes;
import io.bpftest.engine.codec.CType;
import io.bpftest.engine.codec.CodecPlans;
import io.bpftest.engine.object.InitialPrograms;
import io.bpftest.engine.object.NativeMap;
import io.bpftest.engine.object.NativeObject;
import io.bpftest.engine.object.NativeProgram;
import io.bpftest.engine.object.ObjectImage;
import io.bpftest.engine.object.ObjectLoader;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapType;
import io.bpftest.program.ProgramType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an object holds, read once and never changed.
 *
 * @param image the object's bytes
 * @param programs its programs by name, in the order of the object
 * @param maps its maps by name, likewise
 * @param variables its global variables by name, likewise
 * @param plans how its values are converted
 */
record ObjectModel(
        ObjectImage image,
        Map<String, ProgramModel> programs,
        Map<String, MapModel> maps,
        Map<String, VariableModel> variables,
        CodecPlans plans) {

    /** The kernel's own configuration, which libbpf fills in: no constants that a test could set. */
    private static final String KERNEL_CONFIGURATION = ".kconfig";

    /** A program as it stands in the object, with the struct that its source declares as its context. */
    record ProgramModel(
            String name,
            String section,
            ProgramType type,
            int instructions,
            boolean autoload,
            Optional<CType> context) {}

    /**
     * A map as it stands in the object.
     *
     * @param flags the flags that it is made with
     * @param programs of a program array, those that the object puts into it
     * @param inner of a map of maps, what the object defines its inner maps to be; null for others
     */
    record MapModel(
            MapInfo info,
            CType key,
            CType value,
            boolean holdsVariables,
            boolean holdsConstants,
            boolean pinned,
            boolean writable,
            boolean readable,
            int flags,
            List<String> programs,
            @Nullable MapModel inner) {
        String name() {
            return info.name();
        }
    }

    /**
     * A global variable, and where it lies in which map.
     *
     * @param namesakes whether another has its name: static variables of sources that were linked may
     */
    record VariableModel(String name, CType type, String map, int offset, boolean constant, boolean namesakes) {

        /** What it is called in messages. */
        String subject() {
            return "the " + (constant ? "constant \"" : "global variable \"") + name + "\"";
        }
    }

    /**
     * Reads an object through libbpf.
     *
     * @throws io.bpftest.error.ObjectFormatException if libbpf refuses it
     */
    static ObjectModel read(ObjectImage image) {
        try (NativeObject object = ObjectLoader.open(image)) {
            BtfTypes types = new BtfTypes(object.btf());
            List<VariableModel> variables = new ArrayList<>();
            Map<String, List<String>> programs = initialPrograms(image, object);
            for (NativeMap map : object.maps()) {
                if (map.holdsVariables() && !map.name().endsWith(KERNEL_CONFIGURATION)) {
                    types.variables(map.valueTypeId(), map.info().valueSize())
                            .forEach(v -> variables.add(new VariableModel(
                                    v.name(), v.type(), map.name(), v.offset(), map.holdsConstants(), false)));
                }
            }
            return new ObjectModel(
                    image,
                    byName(
                            unique(image, object.programs(), NativeProgram::name),
                            NativeProgram::name,
                            program -> program(program, types)),
                    byName(
                            unique(image, object.maps(), NativeMap::name),
                            NativeMap::name,
                            map -> map(map, types, programs)),
                    variables(variables),
                    new CodecPlans());
        }
    }

    /** Looks up a struct by its name; the object's BTF is read again, since it may hold a great many. */
    Optional<CType> struct(String name) {
        try (NativeObject object = ObjectLoader.open(image)) {
            return new BtfTypes(object.btf()).struct(name);
        }
    }

    private static Map<String, VariableModel> variables(List<VariableModel> all) {
        Map<String, VariableModel> models = new LinkedHashMap<>();
        all.forEach(v -> models.merge(
                v.name(),
                v,
                (first, second) -> new VariableModel(
                        first.name(), first.type(), first.map(), first.offset(), first.constant(), true)));
        return models;
    }

    private static ProgramModel program(NativeProgram program, BtfTypes types) {
        return new ProgramModel(
                program.name(),
                program.section(),
                ProgramType.of(program.type()),
                program.instructions(),
                program.autoload(),
                types.context(program.name()));
    }

    private static Map<String, List<String>> initialPrograms(ObjectImage image, NativeObject object) {
        boolean arrays = object.maps().stream().anyMatch(map -> map.info().type() == MapType.PROG_ARRAY);
        return arrays ? InitialPrograms.of(image) : Map.of();
    }

    private static MapModel map(NativeMap map, BtfTypes types, Map<String, List<String>> programs) {
        MapInfo info = map.info();
        NativeMap inner = map.inner();
        return new MapModel(
                info,
                types.type(map.keyTypeId(), info.keySize()),
                types.type(map.holdsVariables() ? 0 : map.valueTypeId(), info.valueSize()),
                map.holdsVariables(),
                map.holdsConstants(),
                map.pinned(),
                map.isWritable(),
                map.isReadable(),
                map.flags(),
                List.copyOf(programs.getOrDefault(map.name(), List.of())),
                inner == null ? null : map(inner, types, Map.of()));
    }

    /** Two of one name are damage, and would be taken for each other, with each other's sizes. */
    private static <N> List<N> unique(ObjectImage image, List<N> natives, Function<N, String> name) {
        Set<String> names = new HashSet<>();
        for (N n : natives) {
            if (!names.add(name.apply(n))) {
                throw new ObjectFormatException(new Problem(
                        image.name() + " is no sound BPF object",
                        "two programs or two maps of the name \"" + name.apply(n) + "\"",
                        "programs and maps that can be told by their names",
                        "build or copy the file again"));
            }
        }
        return natives;
    }

    private static <N, M> Map<String, M> byName(List<N> natives, Function<N, String> name, Function<N, M> model) {
        Map<String, M> models = new LinkedHashMap<>();
        natives.forEach(n -> models.put(name.apply(n), model.apply(n)));
        return models;
    }
}
