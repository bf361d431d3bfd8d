package io.bpftest.engine.codec;

/** The elements of arrays of primitives, converted without an object between. */
final class PrimitiveArrays {

    private PrimitiveArrays() {}

    /**
     * Writes an element.
     *
     * @return whether that was done: not where the array is none, or one of objects
     */
    static boolean write(Codec<?> codec, Object array, int index, long address) {
        if (codec instanceof FloatCodec<?> floating) {
            return write(floating, array, index, address);
        } else if (!(codec instanceof PrimitiveCodec numbers)) {
            return false;
        } else if (array instanceof int[] ints) {
            numbers.encodeLong(ints[index], address);
        } else if (array instanceof long[] longs) {
            numbers.encodeLong(longs[index], address);
        } else if (array instanceof short[] shorts) {
            numbers.encodeLong(shorts[index], address);
        } else if (array instanceof boolean[] truths) {
            numbers.encodeLong(truths[index] ? 1 : 0, address);
        } else {
            return false;
        }
        return true;
    }

    private static boolean write(FloatCodec<?> codec, Object array, int index, long address) {
        if (array instanceof double[] doubles) {
            codec.encodeDouble(doubles[index], address);
        } else if (array instanceof float[] floats) {
            codec.encodeDouble(floats[index], address);
        } else {
            return false;
        }
        return true;
    }

    /** Reads an element; otherwise as {@link #write}. */
    static boolean read(Codec<?> codec, Object array, int index, long address) {
        if (codec instanceof FloatCodec<?> floating) {
            return read(floating, array, index, address);
        } else if (!(codec instanceof PrimitiveCodec numbers)) {
            return false;
        } else if (array instanceof int[] ints) {
            ints[index] = (int) numbers.decodeLong(address);
        } else if (array instanceof long[] longs) {
            longs[index] = numbers.decodeLong(address);
        } else if (array instanceof short[] shorts) {
            shorts[index] = (short) numbers.decodeLong(address);
        } else if (array instanceof boolean[] truths) {
            truths[index] = numbers.decodeLong(address) != 0;
        } else {
            return false;
        }
        return true;
    }

    private static boolean read(FloatCodec<?> codec, Object array, int index, long address) {
        if (array instanceof double[] doubles) {
            doubles[index] = codec.decodeDouble(address);
        } else if (array instanceof float[] floats) {
            floats[index] = (float) codec.decodeDouble(address);
        } else {
            return false;
        }
        return true;
    }
}
