package io.bpftest.engine.codec;

import java.nio.ByteOrder;

/** The order of bytes on the wire: the most significant first. */
final class Wire {

    private static final boolean SWAP = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Wire() {}

    static short toNetworkOrder(short value) {
        return SWAP ? Short.reverseBytes(value) : value;
    }

    static int toNetworkOrder(int value) {
        return SWAP ? Integer.reverseBytes(value) : value;
    }

    static long toNetworkOrder(long value) {
        return SWAP ? Long.reverseBytes(value) : value;
    }
}
