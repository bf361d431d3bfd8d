package io.bpftest.engine.codec;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The codecs of one object, each made once: putting one together for a record takes far longer than using it, and each
 * test asks for the same.
 */
public final class CodecPlans {

    private final Map<Place, Codec<?>> known = new ConcurrentHashMap<>();

    /** In one object, what a place is called tells its C type. */
    private record Place(Type javaType, String subject) {}

    /** Gives the codec between two types; otherwise as {@link Codecs#of}. */
    public Codec<?> of(Type javaType, CType cType, String subject) {
        Place place = new Place(javaType, subject);
        Codec<?> codec = known.get(place);
        if (codec == null) {
            codec = Codecs.of(javaType, cType, subject);
            known.put(place, codec);
        }
        return codec;
    }

    /** Gives the codec that takes every Java type that fits; reads as the one most like the C type. */
    @SuppressWarnings("unchecked") // what is written is looked at first
    public Codec<Object> ofAny(CType cType, String subject) {
        return (Codec<Object>) of(Object.class, cType, subject);
    }
}
