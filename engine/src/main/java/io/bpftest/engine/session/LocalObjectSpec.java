package io.bpftest.engine.session;

import io.bpftest.ConstantSpec;
import io.bpftest.GlobalSpec;
import io.bpftest.LoadedObject;
import io.bpftest.MapSpec;
import io.bpftest.ObjectSpec;
import io.bpftest.ProgramSpec;
import io.bpftest.error.AmbiguousProgramException;
import io.bpftest.error.Problem;
import io.bpftest.error.UnknownNameException;
import io.bpftest.program.Program;
import io.bpftest.spi.record.TestRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An object's model and what was changed of it. */
final class LocalObjectSpec implements ObjectSpec {

    private final ObjectModel model;
    private final List<Path> sources;
    private final Stubs stubs;
    private final @Nullable CountedBuild counted;
    private final Map<String, LocalProgramSpec> programs;
    private final Map<String, LocalMapSpec> maps;
    private final Map<String, LocalVariableSpec> variables;
    private final @Nullable StubSequences sequences;

    /**
     * Describes an object.
     *
     * @param counted how it is built with counters; null where nothing is counted
     */
    LocalObjectSpec(ObjectModel model, List<Path> sources, Stubs stubs, @Nullable CountedBuild counted) {
        this(
                model,
                sources,
                stubs,
                counted,
                each(
                        model.programs(),
                        program -> new LocalProgramSpec(program, model.image().name(), stubs)),
                each(model.maps(), LocalMapSpec::new),
                each(model.variables(), variable -> new LocalVariableSpec(variable, model.plans())),
                null);
    }

    private LocalObjectSpec(
            ObjectModel model,
            List<Path> sources,
            Stubs stubs,
            @Nullable CountedBuild counted,
            Map<String, LocalProgramSpec> programs,
            Map<String, LocalMapSpec> maps,
            Map<String, LocalVariableSpec> variables,
            @Nullable StubSequences sequences) {
        this.model = model;
        this.sources = sources;
        this.stubs = stubs;
        this.counted = counted;
        this.programs = programs;
        this.maps = maps;
        this.variables = variables;
        this.sequences = sequences;
    }

    @Override
    public String name() {
        return model.image().name();
    }

    @Override
    public List<ProgramSpec> programs() {
        return List.copyOf(programs.values());
    }

    @Override
    public LocalProgramSpec program(String name) {
        LocalProgramSpec program = programs.get(name);
        if (program == null) {
            throw Names.unknown(name(), "program", name, programs.keySet());
        }
        return program;
    }

    @Override
    public ProgramSpec program(Class<? extends Program> handle) {
        List<LocalProgramSpec> fitting = programs.values().stream()
                .filter(program -> program.fits(handle))
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        String all = programs.values().stream().map(LocalProgramSpec::toString).collect(Collectors.joining(", "));
        if (fitting.isEmpty()) {
            throw new UnknownNameException(new Problem(
                    name() + " has no program for the handle " + handle.getSimpleName(),
                    all.isEmpty() ? "no programs" : all,
                    "a program of type " + HandleTypes.describe(handle),
                    remedy()));
        }
        throw new AmbiguousProgramException(new Problem(
                name() + " has several programs for the handle " + handle.getSimpleName(),
                fitting.stream().map(ProgramSpec::name).collect(Collectors.joining(", ")),
                "the name of one of them",
                "give the name of one, such as \"" + fitting.get(0).name() + "\""));
    }

    /** Names the handles that fit the programs there are. */
    private String remedy() {
        String handles = programs.values().stream()
                .map(program -> HandleTypes.nameFor(program.type()))
                .distinct()
                .collect(Collectors.joining(" or "));
        return handles.isEmpty() ? "add the program" : "use " + handles + ", or add the program";
    }

    @Override
    public List<MapSpec> maps() {
        return List.copyOf(maps.values());
    }

    @Override
    public LocalMapSpec map(String name) {
        LocalMapSpec map = maps.get(name);
        if (map == null) {
            // Not those that libbpf makes for variables: nobody would name them.
            List<String> existing = maps.values().stream()
                    .filter(other -> !other.model().holdsVariables())
                    .map(LocalMapSpec::name)
                    .toList();
            throw Names.unknown(name(), "map", name, existing);
        }
        return map;
    }

    @Override
    public List<ConstantSpec> constants() {
        return variables.values().stream()
                .filter(variable -> variable.model().constant())
                .map(ConstantSpec.class::cast)
                .toList();
    }

    @Override
    public ConstantSpec constant(String name) {
        LocalVariableSpec variable = variables.get(name);
        if (variable == null || !variable.model().constant()) {
            throw Names.unknown(
                    name(),
                    "constant",
                    name,
                    constants().stream().map(ConstantSpec::name).toList());
        }
        Names.requireOne(name(), variable.model());
        return variable;
    }

    @Override
    public List<GlobalSpec> globals() {
        return List.copyOf(variables.values());
    }

    @Override
    public LocalVariableSpec global(String name) {
        LocalVariableSpec variable = variables.get(name);
        if (variable == null) {
            throw Names.unknown(name(), "global variable", name, variables.keySet());
        }
        Names.requireOne(name(), variable.model());
        return variable;
    }

    @Override
    public LocalObjectSpec copy() {
        return new LocalObjectSpec(
                model,
                sources,
                stubs,
                counted,
                each(programs, LocalProgramSpec::copy),
                each(maps, LocalMapSpec::copy),
                each(variables, LocalVariableSpec::copy),
                sequences);
    }

    /**
     * Gives the spec of another build of the same object: with what stands for calls of helpers, or with counters. It has the same
     * programs, and one map more at most for each.
     */
    LocalObjectSpec in(ObjectModel other, @Nullable StubSequences stubSequences) {
        return new LocalObjectSpec(
                other,
                sources,
                stubs,
                counted,
                each(other.programs(), program -> program(program.name())),
                each(other.maps(), map -> maps.containsKey(map.name()) ? map(map.name()) : new LocalMapSpec(map)),
                each(variables, variable -> variable.in(other)),
                stubSequences);
    }

    @Override
    public LoadedObject load() {
        LocalObjectSpec fixed = copy();
        TestRecord record = counted == null ? null : TestRecord.ofThread();
        if (counted == null || record == null) {
            return new LoadStep(fixed.stubbed()).run();
        }
        CountedBuild.Attempt attempt = counted.load(copy(), record);
        if (attempt.loaded() != null) {
            return attempt.loaded();
        }
        LoadedObject plain = new LoadStep(fixed.stubbed()).run();
        counted.tell(attempt.reason(), this, record);
        return plain;
    }

    /** The spec with what stands for calls of helpers. */
    LocalObjectSpec stubbed() {
        return stubs.applied(this);
    }

    /** The values that variables were given, as text. */
    String givenValues() {
        return variables.values().stream().map(LocalVariableSpec::given).collect(Collectors.joining());
    }

    ObjectModel model() {
        return model;
    }

    /** The files it was made from, that of the object under test first. */
    Path[] sources() {
        return sources.toArray(Path[]::new);
    }

    /** What the functions give that stand for calls of helpers, if there are any. */
    @Nullable
    StubSequences sequences() {
        return sequences;
    }

    Iterable<LocalProgramSpec> programSpecs() {
        return programs.values();
    }

    Iterable<LocalMapSpec> mapSpecs() {
        return maps.values();
    }

    /** The variables that lie in a map. */
    List<LocalVariableSpec> variableSpecs(String map) {
        return variables.values().stream()
                .filter(variable -> variable.model().map().equals(map))
                .toList();
    }

    private static <A, B> Map<String, B> each(Map<String, A> map, Function<A, B> function) {
        Map<String, B> result = new LinkedHashMap<>();
        map.forEach((name, value) -> result.put(name, function.apply(value)));
        return result;
    }
}
