package io.bpftest.junit;

import io.bpftest.ObjectSpec;
import io.bpftest.error.BpfException;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds out which object a handle means. */
final class Resolution {

    private final TestClass holder;
    private final List<Level> levels;
    private final Function<ObjectDeclaration, ObjectSpec> specs;

    /**
     * Looks from where the handle stands.
     *
     * @param method the method that the handle is a parameter of, if it is one
     * @param holder the class that holds the field or method
     * @param specs gives the unchanged spec of a declared object
     */
    Resolution(Optional<Method> method, TestClass holder, Function<ObjectDeclaration, ObjectSpec> specs) {
        this.holder = holder;
        this.levels = holder.levels(method);
        this.specs = specs;
    }

    /** What a handle means: an object and, for programs and maps, a name in it. */
    record Meaning(ObjectDeclaration object, String name) {}

    /** Says what a handle means, as seen from here. */
    Meaning of(Injectable asked) {
        levels.forEach(Level::check);
        if (asked.isSkeleton()) {
            return new Meaning(declared(Skeleton.require(asked).file()), "");
        }
        if ((asked.isMap() || asked.isGlobal()) && asked.name().isEmpty()) {
            throw noOwnName(asked);
        }
        Injectable injectable = withDefaultName(asked);
        if (!injectable.object().isEmpty()) {
            ObjectDeclaration object = declared(injectable.object());
            return new Meaning(object, nameIn(specs.apply(object), injectable));
        }
        BpfException last = null;
        for (Level level : levels) {
            List<Meaning> fitting = new ArrayList<>();
            for (ObjectDeclaration object : level.objects()) {
                try {
                    fitting.add(new Meaning(object, nameIn(specs.apply(object), injectable)));
                } catch (BpfException e) {
                    last = e;
                }
            }
            if (fitting.size() > 1) {
                throw severalObjects(injectable, fitting);
            } else if (fitting.size() == 1) {
                return fitting.get(0);
            }
        }
        throw last != null ? last : noObject(injectable);
    }

    /** The name of what is asked for in an object, empty for the object itself; throws where the object lacks it. */
    private static String nameIn(ObjectSpec spec, Injectable injectable) {
        if (injectable.isMap()) {
            return spec.map(injectable.name()).name();
        } else if (injectable.isGlobal()) {
            return spec.global(injectable.name()).name();
        } else if (!injectable.isProgram()) {
            return "";
        }
        return injectable.name().isEmpty()
                ? spec.program(injectable.programType()).name()
                : spec.program(injectable.name()).name();
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
                .orElseGet(() -> holder.built(ObjectDeclaration.ofFile(file, holder.type())));
    }

    private InjectionException severalObjects(Injectable injectable, List<Meaning> fitting) {
        List<String> files = fitting.stream().map(m -> m.object().file()).toList();
        return new InjectionException(new Problem(
                "It is not clear which object the " + injectable.description() + " means",
                "it fits " + String.join(" and ", files),
                "one object",
                "name it: object = \"" + files.get(0) + "\""));
    }

    private static InjectionException noOwnName(Injectable injectable) {
        String what = injectable.isMap() ? "map" : "variable";
        return new InjectionException(new Problem(
                "The " + injectable.description() + " names no " + what,
                "no name in the annotation, and none in the class file, which was compiled without -parameters",
                "the name of a " + what,
                "name it: @Bpf" + (injectable.isMap() ? "Map" : "Global")
                        + "(\"...\"); or compile tests with -parameters (Maven: the property "
                        + "maven.compiler.parameters set to true)"));
    }

    private InjectionException noObject(Injectable injectable) {
        return new InjectionException(new Problem(
                "The " + injectable.description() + " names no object",
                "no @BpfObject on " + holder.type().getName() + " or its method",
                "the file of the object under test",
                "annotate the class with @BpfObject(\"program.bpf.c\"), or give object = \"program.bpf.c\""));
    }
}
