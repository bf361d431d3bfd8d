package io.bpftest.engine.session;

import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A type of map handle that this engine makes.
 *
 * @param handle the interface that users name
 * @param kinds the kinds of maps that it fits
 * @param fits whether it fits with these type arguments
 * @param factory makes it, with codecs for its type arguments or, for a reader, with those that show the C types best
 */
record MapHandleType(
        Class<? extends BpfMapHandle> handle,
        Set<MapType> kinds,
        Predicate<List<Type>> fits,
        Function<WantedMap, BpfMapHandle> factory) {

    MapHandleType(Class<? extends BpfMapHandle> handle, Set<MapType> kinds, Function<WantedMap, BpfMapHandle> factory) {
        this(handle, kinds, arguments -> true, factory);
    }

    /** Tells whether it is of this interface and fits a kind with these type arguments. */
    boolean fits(Class<?> wanted, List<Type> arguments) {
        return handle == wanted && arguments.size() == handle.getTypeParameters().length && fits.test(arguments);
    }

    /** As users write it: {@code KernelMap<K, V>}. */
    String title() {
        String parameters = Arrays.stream(handle.getTypeParameters())
                .map(TypeVariable::getName)
                .collect(Collectors.joining(", "));
        return handle.getSimpleName() + (parameters.isEmpty() ? "" : "<" + parameters + ">");
    }
}
