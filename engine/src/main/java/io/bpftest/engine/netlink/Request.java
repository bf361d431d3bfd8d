package io.bpftest.engine.netlink;

import io.bpftest.engine.ffi.NativeMemory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** One message to rtnetlink: a header of its type, then attributes, all in native order unless said otherwise. */
public final class Request {

    /** The message that refuses or confirms. */
    static final int NLMSG_ERROR = 2;

    static final int NLM_F_REQUEST = 1;
    static final int NLM_F_ACK = 4;

    /** Has the kernel send what it made. */
    public static final int NLM_F_ECHO = 8;

    public static final int NLM_F_REPLACE = 0x100;
    public static final int NLM_F_EXCL = 0x200;
    public static final int NLM_F_CREATE = 0x400;

    static final int HEADER = 16;
    private static final int NLA_F_NESTED = 0x8000;
    private static final int LARGEST = 4096;

    private final ByteBuffer bytes = NativeMemory.allocate(LARGEST);
    private final Deque<Integer> nests = new ArrayDeque<>();

    /**
     * Begins a message.
     *
     * @param type such as {@code RTM_NEWLINK}
     * @param flags beside those that every request has
     */
    public Request(int type, int flags) {
        bytes.putInt(0)
                .putShort((short) type)
                .putShort((short) (flags | NLM_F_REQUEST | NLM_F_ACK))
                .putInt(0)
                .putInt(0);
    }

    /** Adds {@code struct ifinfomsg}, of an interface that is to be up or of which nothing is said. */
    public Request interfaceHeader(int index, boolean up) {
        bytes.putInt(0).putInt(index).putInt(up ? 1 : 0).putInt(up ? 1 : 0);
        return this;
    }

    /** Adds bytes of the type's header. */
    public Request header8(int... values) {
        for (int value : values) {
            bytes.put((byte) value);
        }
        return this;
    }

    /** Adds numbers of 32 bits of the type's header. */
    public Request header32(int... values) {
        for (int value : values) {
            bytes.putInt(value);
        }
        return this;
    }

    public Request put(int attribute, byte... value) {
        begin(attribute, value.length);
        bytes.put(value);
        return pad();
    }

    public Request put(int attribute, int value) {
        begin(attribute, Integer.BYTES);
        bytes.putInt(value);
        return this;
    }

    public Request put8(int attribute, int value) {
        return put(attribute, new byte[] {(byte) value});
    }

    public Request put16(int attribute, int value) {
        begin(attribute, Short.BYTES);
        bytes.putShort((short) value);
        return pad();
    }

    public Request put(int attribute, String value) {
        return put(attribute, (value + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    /** Begins an attribute that holds others. */
    public Request nest(int attribute) {
        nests.push(bytes.position());
        begin(attribute | NLA_F_NESTED, 0);
        return this;
    }

    /** Ends the innermost attribute that holds others. */
    public Request end() {
        int start = nests.pop();
        bytes.putShort(start, (short) (bytes.position() - start));
        return this;
    }

    private void begin(int attribute, int length) {
        bytes.putShort((short) (length + 4)).putShort((short) attribute);
    }

    private Request pad() {
        while (bytes.position() % 4 != 0) {
            bytes.put((byte) 0);
        }
        return this;
    }

    /** The whole message, with its number. */
    ByteBuffer finished(int sequence) {
        bytes.putInt(0, bytes.position()).putInt(8, sequence);
        return bytes;
    }
}
