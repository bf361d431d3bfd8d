package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.BpfException;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Prepares an object for loading: sets a test's constants, and switches on the programs of its handles alone. */
final class Preparation {

    private final List<Level> levels;
    private final Function<ObjectDeclaration, ObjectSpec> specs;

    /** Prepares for a test method, or for a class alone. */
    Preparation(Optional<Method> method, TestClass testClass, Function<ObjectDeclaration, ObjectSpec> specs) {
        this.levels = testClass.levels(method);
        this.specs = specs;
    }

    /**
     * Gives a spec to load.
     *
     * @param places where there are handles that may mean the object
     */
    ObjectSpec of(ObjectDeclaration object, List<Injectables.Place> places) {
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
            Resolution.Meaning meaning =
                    new Resolution(place.method(), TestClass.of(place.holder()), specs).of(place.injectable());
            if (meaning.object().equals(object)) {
                spec.program(meaning.name()).loadAs(place.injectable().programType());
            }
        } catch (BpfException e) {
            // raised again when this handle itself is injected
        }
    }

    /** The constants that apply, the nearest for each name; those of a method only where objects live as long. */
    private Map<String, BpfConstant> constants(ObjectDeclaration object) {
        Map<String, BpfConstant> constants = new LinkedHashMap<>();
        for (Level level : levels) {
            for (BpfConstant constant : level.constants().values()) {
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
}
