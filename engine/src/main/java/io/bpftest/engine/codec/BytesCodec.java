package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.util.HexFormat;

/** The raw bytes of any C type. */
public final class BytesCodec implements Codec<byte[]> {

    private final CType cType;

    /** Makes the codec of a C type. */
    public BytesCodec(CType cType) {
        this.cType = cType;
    }

    @Override
    public int size() {
        return cType.size();
    }

    @Override
    public void encode(byte[] value, long address) {
        if (value.length != cType.size()) {
            throw new ConversionException(new Problem(
                    "Bytes do not fit the C type " + cType,
                    value.length + " bytes",
                    cType.size() + " bytes",
                    "give as many bytes as the C type has"));
        }
        NativeMemory.putBytes(address, value);
    }

    @Override
    public byte[] decode(long address) {
        return NativeMemory.getBytes(address, cType.size());
    }

    @Override
    public String text(byte[] value) {
        return HexFormat.ofDelimiter(" ").formatHex(value);
    }
}
