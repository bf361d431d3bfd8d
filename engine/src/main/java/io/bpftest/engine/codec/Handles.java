package io.bpftest.engine.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Finds the methods of codecs that plans are put together from. */
final class Handles {

    private Handles() {}

    /** Gives a method of this package or of the JDK by its name. */
    static MethodHandle find(Class<?> in, String name, Class<?> result, Class<?>... parameters) {
        MethodType type = MethodType.methodType(result, parameters);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            boolean isStatic = Arrays.stream(in.getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(name)
                            && Arrays.equals(method.getParameterTypes(), parameters)
                            && Modifier.isStatic(method.getModifiers()));
            return isStatic ? lookup.findStatic(in, name, type) : lookup.findVirtual(in, name, type);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no " + in.getSimpleName() + "." + name, e);
        }
    }
}
