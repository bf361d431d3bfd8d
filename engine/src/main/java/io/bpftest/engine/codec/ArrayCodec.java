package io.bpftest.engine.codec;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** C arrays as Java arrays or lists of exactly their length. */
final class ArrayCodec<A> implements Codec<A> {

    private final Slot slot;
    private final int length;
    private final Codec<Object> element;
    private final Sequence<A> sequence;

    /** How the Java side holds elements. */
    private interface Sequence<A> {
        int length(A sequence);

        Object get(A sequence, int index);

        A of(Codec<Object> element, int length, long address);

        default A asRead(Codec<Object> element, A sequence) {
            return sequence;
        }
    }

    private ArrayCodec(Slot slot, CType.Array array, Codec<Object> element, Sequence<A> sequence) {
        this.slot = slot;
        this.length = array.length();
        this.element = element;
        this.sequence = sequence;
    }

    /** Makes the codec of a Java array, such as {@code int[]}. */
    static Codec<?> ofArray(Slot slot, Class<?> javaType) {
        CType.Array array = array(slot, javaType);
        Class<?> component = javaType.getComponentType();
        return new ArrayCodec<>(slot, array, element(slot, array, component), new OfArray(component));
    }

    /** Makes the codec of a list. */
    static Codec<?> ofList(Slot slot, java.lang.reflect.Type javaType, java.lang.reflect.Type elementType) {
        CType.Array array = array(slot, javaType);
        return new ArrayCodec<>(slot, array, element(slot, array, elementType), new OfList());
    }

    private static CType.Array array(Slot slot, java.lang.reflect.Type javaType) {
        if (slot.type().shape() instanceof CType.Array array) {
            return array;
        }
        throw slot.misfit(javaType);
    }

    @SuppressWarnings("unchecked") // elements go in and out as the type asked for
    private static Codec<Object> element(Slot slot, CType.Array array, java.lang.reflect.Type type) {
        return (Codec<Object>) Codecs.of(type, Slot.of(array.element(), "an element of " + slot.subject()));
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(A value, long address) {
        int given = sequence.length(value);
        if (given != length) {
            throw slot.refused(given + " elements", length + " elements", "give as many as the C array has");
        }
        for (int i = 0; i < length; i++) {
            if (PrimitiveArrays.write(element, value, i, address + (long) i * element.size())) {
                continue;
            }
            Object part = sequence.get(value, i);
            if (part == null) {
                throw slot.refused("null at index " + i, "a value for each element", "give the element a value");
            }
            element.encode(part, address + (long) i * element.size());
        }
    }

    @Override
    public A decode(long address) {
        return sequence.of(element, length, address);
    }

    @Override
    public A asRead(A value) {
        return sequence.asRead(element, value);
    }

    @Override
    public String text(A value) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < sequence.length(value); i++) {
            text.add(element.text(sequence.get(value, i)));
        }
        return text.toString();
    }

    /** Arrays of any type; those of primitives are filled without an object between. */
    private record OfArray(Class<?> component) implements Sequence<Object> {
        @Override
        public int length(Object array) {
            return Array.getLength(array);
        }

        @Override
        public Object get(Object array, int index) {
            return Array.get(array, index);
        }

        @Override
        public Object of(Codec<Object> element, int length, long address) {
            Object array = Array.newInstance(component, length);
            for (int i = 0; i < length; i++) {
                long at = address + (long) i * element.size();
                if (!PrimitiveArrays.read(element, array, i, at)) {
                    Array.set(array, i, element.decode(at));
                }
            }
            return array;
        }
    }

    private record OfList() implements Sequence<List<Object>> {
        @Override
        public int length(List<Object> list) {
            return list.size();
        }

        @Override
        public Object get(List<Object> list, int index) {
            return list.get(index);
        }

        @Override
        public List<Object> asRead(Codec<Object> element, List<Object> list) {
            return list.stream().map(element::asRead).toList();
        }

        @Override
        public List<Object> of(Codec<Object> element, int length, long address) {
            List<Object> list = new ArrayList<>(length);
            for (int i = 0; i < length; i++) {
                list.add(element.decode(address + (long) i * element.size()));
            }
            return list;
        }
    }
}
