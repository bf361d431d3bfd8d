package io.bpftest.junit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Answers the methods of one skeleton. */
final class SkeletonHandler implements InvocationHandler {

    private final String description;
    private final Map<String, Object> handles;
    private final Map<Method, MethodHandle> defaults = new ConcurrentHashMap<>();

    /**
     * Answers methods of a skeleton.
     *
     * @param description what {@code toString} gives
     * @param handles what its abstract methods give, by their names
     */
    SkeletonHandler(String description, Map<String, Object> handles) {
        this.description = description;
        this.handles = handles;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, given);
        } else if (method.isDefault()) {
            return defaults.computeIfAbsent(method, SkeletonHandler::body)
                    .bindTo(proxy)
                    .invokeWithArguments(given);
        }
        return handles.get(method.getName());
    }

    private Object ofObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> description;
        };
    }

    /** The JDK's own way to call it, InvocationHandler.invokeDefault, does not reach into interfaces that are not public. */
    private static MethodHandle body(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .unreflectSpecial(method, declaring);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(declaring + " is open to reflection, as test classes are", e);
        }
    }
}
