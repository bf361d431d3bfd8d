package io.bpftest.engine.session;

import io.bpftest.BpfStruct;
import io.bpftest.engine.codec.CType;
import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.codec.Codecs;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.lang.reflect.Type;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.pcap4j.util.MacAddress;

/**
 * The codecs of what goes through ring buffers and perf buffers. No map says of which C type that is, so the Java type
 * does: a record by the name of its struct, others by the number of bytes.
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

    private final ObjectModel object;
    private final Type javaType;
    private final String map;

    /** The struct that a record stands for; empty for other Java types. */
    private final Optional<CType> struct;

    /**
     * The events of a map as a Java type.
     *
     * @throws ConversionException if it is a record, and the object describes no struct of its name
     */
    EventTypes(ObjectModel object, Type javaType, String map) {
        this.object = object;
        this.javaType = javaType;
        this.map = map;
        this.struct =
                javaType instanceof Class<?> type && type.isRecord() ? Optional.of(struct(type)) : Optional.empty();
    }

    /** Gives the codecs of events by their size, which is what the program sent. */
    IntFunction<Codec<?>> exact() {
        return remembered(this::codec);
    }

    /** Gives the codecs of events by a size to which up to 7 bytes are added, which the Java type tells from the event's. */
    IntFunction<Codec<?>> padded() {
        return remembered(size -> {
            return codec(struct.isPresent() ? size : Math.min(size, SIZES.getOrDefault(javaType, size)));
        });
    }

    /** Gives the codecs that show events best to a reader who named no Java type. */
    static IntFunction<Codec<?>> forDisplay() {
        return remembered(size -> Codecs.forDisplay(CType.ofSize(size)));
    }

    /** Gives the codec of what a test sends; arrays of bytes have the size that each has. */
    Codec<?> sent(Object sample) {
        int size = sample instanceof byte[] bytes
                ? bytes.length
                : struct.map(CType::size).orElseGet(() -> SIZES.getOrDefault(javaType, 0));
        return codec(size);
    }

    private Codec<?> codec(int size) {
        if (struct.isPresent() && size < struct.get().size()) {
            throw new ConversionException(new Problem(
                    "An event of map \"" + map + "\" is shorter than "
                            + struct.get().name(),
                    size + " bytes",
                    "at least " + struct.get().size() + " bytes",
                    "use the record of the struct that the program sends"));
        }
        return object.plans().of(javaType, struct.orElseGet(() -> CType.ofSize(size)), subject(size));
    }

    /** Events of several sizes are of several types. */
    private String subject(int size) {
        return "an event of map \"" + map + "\"" + (struct.isPresent() ? "" : ", " + size + " bytes");
    }

    private CType struct(Class<?> type) {
        List<String> names = names(type);
        return names.stream()
                .flatMap(name -> object.struct(name).stream())
                .findFirst()
                .orElseThrow(() -> new ConversionException(new Problem(
                        "The record " + type.getSimpleName() + " stands for no struct of "
                                + object.image().name(),
                        "no struct " + String.join(" or ", names)
                                + " in the object's types: compilers leave out what only " + "local variables use",
                        "a struct of this name",
                        "name another: @BpfStruct(\"...\"); or have the compiler tell of it: const struct "
                                + names.get(0) + " *unused __attribute__((unused));")));
    }

    private static List<String> names(Class<?> type) {
        BpfStruct annotation = type.getAnnotation(BpfStruct.class);
        if (annotation != null) {
            return List.of(annotation.value());
        }
        String snake =
                type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
        return List.of(snake, type.getSimpleName());
    }

    private static IntFunction<Codec<?>> remembered(IntFunction<Codec<?>> codecs) {
        Map<Integer, Codec<?>> known = new ConcurrentHashMap<>();
        return size -> known.computeIfAbsent(size, codecs::apply);
    }
}
