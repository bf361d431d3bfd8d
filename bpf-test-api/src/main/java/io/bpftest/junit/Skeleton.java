package io.bpftest.junit;

import io.bpftest.BpfObject;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.error.BpfException;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** An interface that names an object and gives what it holds; see {@link io.bpftest.BpfSkeleton}. */
final class Skeleton {

    private static final ClassValue<Optional<Skeleton>> KNOWN = new ClassValue<>() {
        @Override
        protected Optional<Skeleton> computeValue(Class<?> type) {
            return isSkeleton(type) ? Optional.of(new Skeleton(type)) : Optional.empty();
        }
    };

    private final Class<?> type;
    private final BpfObject object;

    /** Its abstract methods, by their names: the order of reflection is none. */
    private final List<Method> methods;

    private Skeleton(Class<?> type) {
        this.type = type;
        List<BpfObject> objects = objects(type);
        // The interface's own stands behind those that it inherits.
        this.object = objects.get(objects.size() - 1);
        this.methods = Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::getParameterCount))
                .toList();
    }

    /** Gives the skeleton that a class is, if it is one. */
    static Optional<Skeleton> of(Class<?> type) {
        return KNOWN.get(type);
    }

    /**
     * Gives the skeleton that is asked for.
     *
     * @throws InjectionException if the type is none; says why
     */
    static Skeleton require(Injectable asked) {
        return of(asked.type())
                .orElseThrow(() -> new InjectionException(new Problem(
                        "The " + asked.description() + " takes no skeleton",
                        asked.type().getSimpleName() + " is " + shortcoming(asked.type()),
                        "an interface without tests that is annotated with @BpfObject",
                        "annotate the interface, or use the handle of a program or map")));
    }

    private static String shortcoming(Class<?> type) {
        if (!type.isInterface()) {
            return "no interface";
        }
        return hasTests(type) ? "a test interface: it has @Test methods" : "not annotated with @BpfObject";
    }

    private static boolean isSkeleton(Class<?> type) {
        return type.isInterface() && !type.isAnnotation() && !objects(type).isEmpty() && !hasTests(type);
    }

    private static List<BpfObject> objects(Class<?> type) {
        return BpfAnnotations.findAll(type, BpfObject.class);
    }

    private static boolean hasTests(Class<?> type) {
        return Arrays.stream(type.getMethods()).anyMatch(m -> AnnotationSupport.isAnnotated(m, Testable.class));
    }

    /** The object's file. */
    String file() {
        return object.value();
    }

    /** The object as the skeleton declares it, for the tests of a class. */
    ObjectDeclaration object(Class<?> owner) {
        return ObjectDeclaration.of(object, owner, type);
    }

    /** Switches on the programs that its methods name; what is wrong with them is told when it is made. */
    void switchOn(ObjectSpec spec) {
        for (Method method : methods) {
            Injectable.ofSkeleton(method).filter(Injectable::isProgram).ifPresent(program -> {
                try {
                    spec.program(program.name()).loadAs(program.programType());
                } catch (BpfException e) {
                    return;
                }
            });
        }
    }

    /**
     * Makes the skeleton of a loaded object, with all its handles.
     *
     * @throws InjectionException if methods do not fit the object; lists them all
     */
    Object make(LoadedObject loaded) {
        Map<String, Object> handles = new LinkedHashMap<>();
        List<String> mistakes = new ArrayList<>();
        if (type.getDeclaredAnnotationsByType(BpfObject.class).length > 1) {
            mistakes.add("it names several objects; a skeleton is of one object");
        }
        for (Method method : methods) {
            mistake(method).ifPresentOrElse(mistakes::add, () -> {
                Injectable asked = Injectable.ofSkeleton(method).orElseThrow();
                try {
                    handles.put(method.getName(), TestSession.handle(loaded, asked));
                } catch (BpfException e) {
                    Problem problem = e.problem();
                    mistakes.add(method.getName() + "(): "
                            + String.join(
                                    "; ", problem.subject(), problem.found().replace("\n", " "), problem.remedy()));
                }
            });
        }
        if (!mistakes.isEmpty()) {
            throw new InjectionException(new Problem(
                    "The skeleton " + type.getSimpleName() + " does not fit " + loaded.name(),
                    String.join("\n", mistakes),
                    "methods without parameters that return handles of what the object has, by its names",
                    "correct these methods; where a name is no Java name, say it with @BpfProgram, @BpfMap or "
                            + "@BpfGlobal"));
        }
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                new SkeletonHandler(type.getSimpleName() + " of " + loaded.name(), handles));
    }

    /** What is wrong with a method whatever the object has. */
    private Optional<String> mistake(Method method) {
        String name = method.getName() + "(): ";
        if (method.getParameterCount() > 0) {
            return Optional.of(name + "it has parameters; drop them, or make it a default method");
        }
        Optional<Injectable> asked = Injectable.ofSkeleton(method);
        if (asked.isEmpty()) {
            return Optional.of(name + "it returns " + method.getReturnType().getSimpleName()
                    + ", which is no handle; return one such as XdpProgram or KernelMap<K, V>");
        }
        return asked.filter(i -> !i.object().isEmpty() && !i.object().equals(file()))
                .map(i -> name + "it names another object, " + i.object() + "; a skeleton is of one object");
    }
}
