package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in arrays of char, in UTF-8; ends before the first zero byte, where there is one. */
final class TextCodec implements Codec<String> {

    private final Slot slot;

    TextCodec(Slot slot) {
        slot.require(isText(slot.type()), String.class);
        this.slot = slot;
    }

    /** Tells whether C would initialise the type with text: an array of elements of one byte. */
    static boolean isText(CType type) {
        return type.shape() instanceof CType.Array array
                && array.element().size() == 1
                && array.element().shape() instanceof CType.Whole;
    }

    @Override
    public int size() {
        return slot.type().size();
    }

    @Override
    public void encode(String value, long address) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > size()) {
            throw slot.refused(
                    "\"" + value + "\", which is " + bytes.length + " bytes in UTF-8",
                    "at most " + size() + " bytes",
                    "use a shorter text");
        }
        NativeMemory.putBytes(address, Arrays.copyOf(bytes, size()));
    }

    @Override
    public String decode(long address) {
        byte[] bytes = NativeMemory.getBytes(address, size());
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public String text(String value) {
        return "\"" + value + "\"";
    }
}
