package io.bpftest.engine.session;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A handle's generic type made from classes, such as {@code KernelMap<Integer, Long>}. */
record HandleType(Class<?> getRawType, Type... getActualTypeArguments) implements ParameterizedType {

    @Override
    public Type[] getActualTypeArguments() {
        return getActualTypeArguments.clone();
    }

    @Override
    public @Nullable Type getOwnerType() {
        return null;
    }

    /** As in Java source, which is how messages show it. */
    @Override
    public String toString() {
        return Arrays.stream(getActualTypeArguments)
                .map(Type::getTypeName)
                .collect(Collectors.joining(", ", getRawType.getName() + "<", ">"));
    }
}
