package io.bpftest.engine.codec;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the type variables of a generic record stand for; where nothing says it, what bounds them. */
final class TypeArguments {

    private final Map<TypeVariable<?>, Type> arguments = new HashMap<>();

    private TypeArguments() {}

    /** Reads the arguments of a type: none where it has none. */
    static TypeArguments of(Type type) {
        TypeArguments found = new TypeArguments();
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() instanceof Class<?> raw) {
            TypeVariable<?>[] variables = raw.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                found.arguments.put(variables[i], parameterized.getActualTypeArguments()[i]);
            }
        }
        return found;
    }

    /** Gives a type without variables and wildcards. */
    Type resolve(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            Type known = arguments.get(variable);
            return known != null ? resolve(known) : variable.getBounds()[0];
        } else if (type instanceof WildcardType wildcard) {
            return resolve(wildcard.getUpperBounds()[0]);
        } else if (type instanceof GenericArrayType array
                && resolve(array.getGenericComponentType()) instanceof Class<?> component) {
            return component.arrayType();
        } else if (type instanceof ParameterizedType parameterized) {
            Type[] resolved = Arrays.stream(parameterized.getActualTypeArguments())
                    .map(this::resolve)
                    .toArray(Type[]::new);
            return new Parameterized(parameterized.getRawType(), resolved);
        }
        return type;
    }

    /** A generic type with its arguments. */
    private record Parameterized(Type getRawType, Type... getActualTypeArguments) implements ParameterizedType {

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }

        @Override
        public String toString() {
            return getRawType.getTypeName() + "<"
                    + String.join(
                            ", ",
                            Arrays.stream(getActualTypeArguments)
                                    .map(Type::getTypeName)
                                    .toList()) + ">";
        }
    }
}
