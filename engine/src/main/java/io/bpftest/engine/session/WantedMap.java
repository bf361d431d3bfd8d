package io.bpftest.engine.session;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.codec.Codecs;
import io.bpftest.engine.map.InnerMaps;
import io.bpftest.engine.map.MapTarget;
import io.bpftest.error.ObjectFormatException;
import io.bpftest.error.Problem;
import io.bpftest.map.BpfMapHandle;
import java.lang.reflect.Type;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What a handle is to be made for.
 *
 * @param target the map in the kernel
 * @param map the map as its object defines it
 * @param object what knows the object's types
 * @param arguments the handle's type arguments; none where only a reader wants to see the map
 */
record WantedMap(MapTarget target, ObjectModel.MapModel map, ObjectModel object, List<Type> arguments) {

    /** Tells whether the handle is for showing the map only, by its C types. */
    boolean isForDisplay() {
        return arguments.isEmpty();
    }

    /** The codec of the map's keys, whose Java type is the argument of this number. */
    Codec<?> key(int argument) {
        return isForDisplay()
                ? Codecs.forDisplay(map.key())
                : object.plans().of(arguments.get(argument), map.key(), "the key of map \"" + map.name() + "\"");
    }

    /** The codec of the map's values, whose Java type is the argument of this number. */
    Codec<?> value(int argument) {
        return isForDisplay()
                ? Codecs.forDisplay(map.value())
                : object.plans().of(arguments.get(argument), map.value(), "the value of map \"" + map.name() + "\"");
    }

    /** What the object defines the map's inner maps to be; of a map without a definition, one that fits nothing. */
    ObjectModel.MapModel innerModel() {
        ObjectModel.MapModel inner = map.inner();
        if (inner == null) {
            throw new ObjectFormatException(new Problem(
                    "Map \"" + map.name() + "\" does not say what its inner maps are",
                    map.info().type() + " without a definition of its inner maps",
                    "a member __array(values, struct inner_map)",
                    "define the inner map in the object"));
        }
        return inner;
    }

    /** The map's inner maps, which all handles of it share. */
    InnerMaps innerMaps() {
        ObjectModel.MapModel inner = innerModel();
        return target.lifetime()
                .shared(
                        List.of(target, InnerMaps.class),
                        InnerMaps.class,
                        () -> new InnerMaps(inner.info(), inner.flags(), target.lifetime()));
    }

    /** Makes the handle of an inner map, whose type is the argument of this number. */
    BpfMapHandle inner(int argument, MapTarget innerMap) {
        return isForDisplay()
                ? MapHandles.forDisplay(innerMap, innerModel(), object)
                : MapHandles.make(arguments.get(argument), innerMap, innerModel(), object);
    }

    /** The codecs of a ring buffer's events by their size. */
    IntFunction<Codec<Object>> ringEvents() {
        return unchecked(isForDisplay() ? EventTypes.forDisplay() : events().exact());
    }

    /** The codecs of a perf buffer's events by their size, which the kernel pads. */
    IntFunction<Codec<Object>> perfEvents() {
        return unchecked(events().padded());
    }

    /** The codec of what a test sends. */
    @SuppressWarnings("unchecked") // a handle's type argument is the Java type of its codec
    Codec<Object> sent(Object sample) {
        return (Codec<Object>) events().sent(sample);
    }

    private EventTypes events() {
        return new EventTypes(object, arguments.get(0), map.name());
    }

    @SuppressWarnings("unchecked") // as above
    private static IntFunction<Codec<Object>> unchecked(IntFunction<Codec<?>> codecs) {
        return size -> (Codec<Object>) codecs.apply(size);
    }
}
