package io.bpftest.engine.session;

import io.bpftest.engine.codec.CType;
import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.codec.Codecs;
import java.lang.reflect.Type;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.pcap4j.util.MacAddress;

/**
 * The codecs of what goes through ring buffers and perf buffers. No map says of which C type that is, so the Java type and
 * the number of bytes do.
 */
final class EventTypes {

    /** How many bytes a value of a Java type has where nothing else tells. */
    private static final Map<Type, Integer> SIZES = Map.of(
            Byte.class,
            Byte.BYTES,
            Short.class,
            Short.BYTES,
            Integer.class,
            Integer.BYTES,
            Long.class,
            Long.BYTES,
            Boolean.class,
            1,
            MacAddress.class,
            6,
            Inet4Address.class,
            4,
            Inet6Address.class,
            16);

    private EventTypes() {}

    /** Gives the codecs of events by their size, which is what the program sent. */
    static IntFunction<Codec<?>> exact(Type javaType, String map) {
        return remembered(size -> Codecs.of(javaType, CType.ofSize(size), subject(map)));
    }

    /** Gives the codecs of events by a size to which up to 7 bytes are added, which the Java type tells from the event's. */
    static IntFunction<Codec<?>> padded(Type javaType, String map) {
        return remembered(size ->
                Codecs.of(javaType, CType.ofSize(Math.min(size, SIZES.getOrDefault(javaType, size))), subject(map)));
    }

    /** Gives the codecs that show events best to a reader who named no Java type. */
    static IntFunction<Codec<?>> forDisplay() {
        return remembered(size -> Codecs.forDisplay(CType.ofSize(size)));
    }

    /** Gives the codec of what a test sends; arrays of bytes have the size that each has. */
    static Codec<?> sent(Type javaType, Object sample, String map) {
        int size = sample instanceof byte[] bytes ? bytes.length : SIZES.getOrDefault(javaType, 0);
        return Codecs.of(javaType, CType.ofSize(size), subject(map));
    }

    private static String subject(String map) {
        return "an event of map \"" + map + "\"";
    }

    private static IntFunction<Codec<?>> remembered(IntFunction<Codec<?>> codecs) {
        Map<Integer, Codec<?>> known = new ConcurrentHashMap<>();
        return size -> known.computeIfAbsent(size, codecs::apply);
    }
}
