package io.bpftest.engine.session;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
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
}
