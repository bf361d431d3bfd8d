package io.bpftest.junit;

import io.bpftest.error.PacketSourceException;
import io.bpftest.error.Problem;
import io.bpftest.packet.PacketForms;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** A method that gives the packets of a {@link io.bpftest.PacketSource}. */
final class PacketFactory {

    private final Method method;

    private PacketFactory(Method method) {
        this.method = method;
    }

    /**
     * Finds a factory.
     *
     * @param name a method of the test class or of one around it, or {@code Class#method}
     * @throws PacketSourceException if there is none, or there are several
     */
    static PacketFactory find(String name, ExtensionContext context) {
        int hash = name.indexOf('#');
        String methodName = name.substring(hash + 1).replace("()", "");
        List<Class<?>> classes =
                hash < 0 ? around(context) : List.of(namedClass(name.substring(0, hash), name, context));
        for (Class<?> type : classes) {
            List<Method> candidates = ReflectionSupport.findMethods(
                    type,
                    m -> m.getName().equals(methodName)
                            && !AnnotationSupport.isAnnotated(m, Testable.class)
                            && PacketForms.mayHoldPackets(m.getReturnType()),
                    HierarchyTraversalMode.BOTTOM_UP);
            if (candidates.size() > 1) {
                throw refused(
                        name,
                        candidates.size() + " methods named " + methodName + " in " + type.getName(),
                        "name it otherwise than others");
            } else if (candidates.size() == 1) {
                return new PacketFactory(candidates.get(0));
            }
        }
        throw refused(
                name,
                "no method " + methodName + " that gives packets in "
                        + String.join(", ", classes.stream().map(Class::getName).toList()),
                "add \"static Stream<Packet> " + methodName + "()\", or correct the name");
    }

    /**
     * Calls the factory; its parameters, if it has any, are resolved as a test's are.
     *
     * @throws PacketSourceException if it gives null, or needs a test instance that there is none of
     */
    Object call(ExtensionContext context) {
        Object instance = null;
        if (!Modifier.isStatic(method.getModifiers())) {
            Optional<Object> found = context.getTestInstances()
                    .flatMap(instances ->
                            instances.findInstance(method.getDeclaringClass()).map(Object.class::cast));
            instance = found.orElseThrow(() -> new PacketSourceException(new Problem(
                    "The packet factory " + this + " cannot be called",
                    "not static, while there is no test instance yet",
                    "a static method, or one of a test class with @TestInstance(PER_CLASS)",
                    "make it static")));
        }
        method.setAccessible(true);
        @Nullable Object packets = context.getExecutableInvoker().invoke(method, instance);
        if (packets == null) {
            throw new PacketSourceException(new Problem(
                    "The packet factory " + this + " gave null",
                    "null",
                    "a stream, iterable, iterator or array of packets",
                    "have it give packets"));
        }
        return packets;
    }

    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "#" + method.getName();
    }

    private static List<Class<?>> around(ExtensionContext context) {
        List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
        classes.add(context.getRequiredTestClass());
        java.util.Collections.reverse(classes);
        return classes;
    }

    /** A class named in full, or as it is seen from the test class's package, or from within one of its classes. */
    private static Class<?> namedClass(String className, String name, ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        List<String> candidates = new ArrayList<>(List.of(className, test.getPackageName() + "." + className));
        around(context).forEach(type -> candidates.add(type.getName() + "$" + className));
        for (String candidate : candidates) {
            Optional<Class<?>> found = ReflectionSupport.tryToLoadClass(candidate, test.getClassLoader())
                    .toOptional();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw refused(name, "none of the classes " + String.join(", ", candidates), "correct the class's name");
    }

    private static PacketSourceException refused(String name, String found, String remedy) {
        return new PacketSourceException(new Problem(
                "The packet factory \"" + name + "\" cannot be found",
                found,
                "one method that gives a stream, iterable, iterator or array of packets",
                remedy));
    }
}
