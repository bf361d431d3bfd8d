package io.bpftest.engine.session;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.codec.Codecs;
import io.bpftest.engine.map.MapTarget;
import java.lang.reflect.Type;
import java.util.List;

/**
 * What a handle is to be made for.
 *
 * @param target the map in the kernel
 * @param map the map as its object defines it
 * @param arguments the handle's type arguments; none where only a reader wants to see the map
 */
record WantedMap(MapTarget target, ObjectModel.MapModel map, List<Type> arguments) {

    /** Tells whether the handle is for showing the map only, by its C types. */
    boolean isForDisplay() {
        return arguments.isEmpty();
    }

    /** The codec of the map's keys, whose Java type is the argument of this number. */
    Codec<?> key(int argument) {
        return isForDisplay()
                ? Codecs.forDisplay(map.key())
                : Codecs.of(arguments.get(argument), map.key(), "the key of map \"" + map.name() + "\"");
    }

    /** The codec of the map's values, whose Java type is the argument of this number. */
    Codec<?> value(int argument) {
        return isForDisplay()
                ? Codecs.forDisplay(map.value())
                : Codecs.of(arguments.get(argument), map.value(), "the value of map \"" + map.name() + "\"");
    }
}
