package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import io.bpftest.map.Prefix;

/** The keys of LPM tries: {@code struct bpf_lpm_trie_key}, a length in native order and the data behind it. */
public final class PrefixCodec implements Codec<Prefix> {

    private static final int LENGTH_SIZE = Integer.BYTES;

    private final int dataSize;

    /**
     * Makes the codec of a trie's keys.
     *
     * @param keySize the size of the whole key in bytes
     */
    public PrefixCodec(int keySize) {
        this.dataSize = keySize - LENGTH_SIZE;
    }

    @Override
    public int size() {
        return LENGTH_SIZE + dataSize;
    }

    @Override
    public void encode(Prefix value, long address) {
        byte[] data = value.data();
        if (data.length != dataSize) {
            throw new ConversionException(new Problem(
                    "The prefix " + value + " does not fit the trie's keys",
                    data.length + " bytes",
                    dataSize + " bytes",
                    "use a prefix of the family that the trie holds"));
        }
        NativeMemory.putInt(address, value.length());
        NativeMemory.putBytes(address + LENGTH_SIZE, data);
    }

    @Override
    public Prefix decode(long address) {
        return new Prefix(NativeMemory.getInt(address), NativeMemory.getBytes(address + LENGTH_SIZE, dataSize));
    }
}
