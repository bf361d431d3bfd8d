package io.bpftest.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Packets for programs that only look at their length or at the four bytes behind the Ethernet header. */
public final class Frames {

    private Frames() {}

    /** A frame of EtherType 0x88b5 (local experiments), zero otherwise. */
    public static byte[] ofLength(int length) {
        byte[] frame = new byte[length];
        frame[12] = (byte) 0x88;
        frame[13] = (byte) 0xb5;
        return frame;
    }

    /** A frame whose four bytes behind the Ethernet header are a number in native order. */
    public static byte[] asking(int number) {
        byte[] frame = ofLength(64);
        ByteBuffer.wrap(frame).order(ByteOrder.nativeOrder()).putInt(14, number);
        return frame;
    }
}
