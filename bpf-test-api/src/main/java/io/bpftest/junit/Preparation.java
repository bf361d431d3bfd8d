package io.bpftest.junit;

import io.bpftest.BpfConstant;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.ProgramSpec;
import io.bpftest.error.BpfException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        Set<ObjectDeclaration> meant = new LinkedHashSet<>();
        levels.forEach(level -> meant.addAll(level.objects()));
        spec.programs().forEach(program -> program.autoload(false));
        for (Injectables.Place place : places) {
            meaning(place).ifPresent(meaning -> {
                meant.add(meaning.object());
                if (meaning.object().equals(object)) {
                    switchOn(place.injectable(), meaning, spec);
                }
            });
        }
        // What the object itself puts into its program arrays must be there.
        spec.maps().forEach(map -> map.initialPrograms()
                .forEach(program -> spec.program(program).autoload(true)));
        constants().values().forEach(constant -> set(constant, spec, meant));
        new Stubbing(levels, specs).apply(spec, meant);
        return spec;
    }

    /** A handle that cannot be resolved fails its own test, when it is injected, and not those of its neighbours. */
    private Optional<Resolution.Meaning> meaning(Injectables.Place place) {
        try {
            return Optional.of(new Resolution(place.method(), place.holder(), specs).of(place.injectable()));
        } catch (BpfException e) {
            return Optional.empty();
        }
    }

    /** A whole object comes with all programs that it would load by itself. */
    private void switchOn(Injectable injectable, Resolution.Meaning meaning, ObjectSpec spec) {
        if (injectable.type() == LoadedObject.class) {
            specs.apply(meaning.object()).programs().stream()
                    .filter(ProgramSpec::autoload)
                    .forEach(program -> spec.program(program.name()).autoload(true));
        } else if (injectable.isSkeleton()) {
            Skeleton.of(injectable.type()).ifPresent(skeleton -> skeleton.switchOn(spec));
        } else if (injectable.isProgram()) {
            try {
                spec.program(meaning.name()).loadAs(injectable.programType());
            } catch (BpfException e) {
                // as in meaning
            }
        }
    }

    /** The constants that apply, the nearest for each name. */
    private Map<String, BpfConstant> constants() {
        Map<String, BpfConstant> constants = new LinkedHashMap<>();
        levels.forEach(level -> level.constants().forEach(constants::putIfAbsent));
        return constants;
    }

    private void set(BpfConstant constant, ObjectSpec spec, Set<ObjectDeclaration> meant) {
        if (has(spec, constant) || meant.stream().noneMatch(object -> has(specs.apply(object), constant))) {
            spec.constant(constant.name()).set(constant.value());
        }
    }

    private static boolean has(ObjectSpec spec, BpfConstant constant) {
        return spec.constants().stream().anyMatch(c -> c.name().equals(constant.name()));
    }
}
