package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.BpfException;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds out which object a handle means, and prepares that object for loading. */
final class Resolution {

    private final Class<?> testClass;
    private final List<Level> levels;
    private final Function<ObjectDeclaration, ObjectSpec> specs;

    /**
     * Looks from a method, or from a class alone.
     *
     * @param specs gives the unchanged spec of a declared object
     */
    Resolution(Optional<Method> method, Class<?> testClass, Function<ObjectDeclaration, ObjectSpec> specs) {
        this.testClass = testClass;
        this.levels = Level.seenFrom(method, testClass);
        this.specs = specs;
    }

    /** What a handle means: an object and, for programs and maps, a name in it. */
    record Meaning(ObjectDeclaration object, Injectable injectable) {}

    /** Says what a handle means, as seen from here. */
    Meaning of(Injectable asked) {
        Injectable injectable = withDefaultName(asked);
        if (!injectable.object().isEmpty()) {
            return new Meaning(declared(injectable.object()), injectable);
        }
        BpfException last = null;
        for (Level level : levels) {
            List<ObjectDeclaration> fitting = new ArrayList<>();
            for (ObjectDeclaration object : level.objects()) {
                try {
                    check(injectable, specs.apply(object));
                    fitting.add(object);
                } catch (BpfException e) {
                    last = e;
                }
            }
            if (fitting.size() > 1) {
                throw severalObjects(injectable, fitting);
            } else if (fitting.size() == 1) {
                return new Meaning(fitting.get(0), injectable);
            }
        }
        throw last != null ? last : noObject(injectable);
    }

    /** Gives a spec of the object with this class's constants set and with the programs of its handles alone. */
    ObjectSpec prepare(ObjectDeclaration object, List<Injectables.Place> places) {
        ObjectSpec spec = specs.apply(object).copy();
        constants(object).values().forEach(constant -> set(constant, spec));
        boolean whole = places.stream().anyMatch(place -> place.injectable().type() == LoadedObject.class);
        if (!whole) {
            spec.programs().forEach(program -> program.autoload(false));
        }
        for (Injectables.Place place : places) {
            if (place.injectable().isProgram()) {
                switchOn(place, object, spec);
            }
        }
        return spec;
    }

    /** A handle that cannot be resolved fails its own test, not those of its neighbours. */
    private void switchOn(Injectables.Place place, ObjectDeclaration object, ObjectSpec spec) {
        try {
            Meaning meaning = new Resolution(place.method(), place.testClass(), specs).of(place.injectable());
            if (meaning.object().equals(object)) {
                String name = meaning.injectable().name();
                Class<? extends io.bpftest.program.Program> handle =
                        place.injectable().programType();
                (name.isEmpty() ? spec.program(handle) : spec.program(name)).loadAs(handle);
            }
        } catch (BpfException e) {
            // raised again when this handle itself is injected
        }
    }

    private static void check(Injectable injectable, ObjectSpec spec) {
        if (injectable.isProgram() && injectable.name().isEmpty()) {
            spec.program(injectable.programType());
        } else if (injectable.isProgram()) {
            spec.program(injectable.name());
        } else if (injectable.isMap()) {
            spec.map(injectable.name());
        }
    }

    private Injectable withDefaultName(Injectable injectable) {
        if (!injectable.isProgram() || !injectable.name().isEmpty()) {
            return injectable;
        }
        return levels.stream()
                .flatMap(level -> level.program().stream())
                .filter(program -> !program.value().isEmpty())
                .filter(program ->
                        injectable.object().isEmpty() || injectable.object().equals(program.object()))
                .findFirst()
                .map(program -> injectable.named(program.value()))
                .orElse(injectable);
    }

    private ObjectDeclaration declared(String file) {
        return levels.stream()
                .flatMap(level -> level.objects().stream())
                .filter(object -> object.file().equals(file))
                .findFirst()
                .orElseGet(() -> ObjectDeclaration.ofFile(file, testClass));
    }

    /** The constants that apply, the nearest for each name; those of a method only where objects live as long. */
    private Map<String, BpfConstant> constants(ObjectDeclaration object) {
        Map<String, BpfConstant> constants = new LinkedHashMap<>();
        for (Level level : levels) {
            for (BpfConstant constant : level.constants()) {
                if (level.isMethod() && object.isPerClass()) {
                    throw new InjectionException(new Problem(
                            "The constant \"" + constant.name() + "\" cannot be set for one method",
                            "@BpfConstant on a method, for " + object.file() + " of lifecycle PER_CLASS",
                            "a value that holds for the whole class",
                            "set it on the class, or use lifecycle PER_METHOD"));
                }
                constants.putIfAbsent(constant.name(), constant);
            }
        }
        return constants;
    }

    private void set(BpfConstant constant, ObjectSpec spec) {
        if (has(spec, constant) || !anyObjectHas(constant)) {
            spec.constant(constant.name()).set(constant.value());
        }
    }

    private boolean anyObjectHas(BpfConstant constant) {
        return levels.stream()
                .flatMap(level -> level.objects().stream())
                .anyMatch(object -> has(specs.apply(object), constant));
    }

    private static boolean has(ObjectSpec spec, BpfConstant constant) {
        return spec.constants().stream().anyMatch(c -> c.name().equals(constant.name()));
    }

    private InjectionException severalObjects(Injectable injectable, List<ObjectDeclaration> fitting) {
        List<String> files = fitting.stream().map(ObjectDeclaration::file).toList();
        return new InjectionException(new Problem(
                "It is not clear which object the " + injectable.description() + " means",
                "it fits " + String.join(" and ", files),
                "one object",
                "name it: object = \"" + files.get(0) + "\""));
    }

    private InjectionException noObject(Injectable injectable) {
        return new InjectionException(new Problem(
                "The " + injectable.description() + " names no object",
                "no @BpfObject on " + testClass.getName() + " or its method",
                "the file of the object under test",
                "annotate the class with @BpfObject(\"program.bpf.c\"), or give object = \"program.bpf.c\""));
    }
}
