package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import org.pcap4j.util.MacAddress;

/** MAC addresses as their 6 bytes, whatever the C type. */
final class MacCodec implements Codec<MacAddress> {

    static final int SIZE = 6;

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public void encode(MacAddress value, long address) {
        NativeMemory.putBytes(address, value.getAddress());
    }

    @Override
    public MacAddress decode(long address) {
        return MacAddress.getByAddress(NativeMemory.getBytes(address, SIZE));
    }
}
