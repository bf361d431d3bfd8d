package io.bpftest.engine.codec;

import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.error.ConversionException;
import io.bpftest.error.Problem;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IPv4 and IPv6 addresses as their raw bytes in network order, whatever the C type. */
final class AddressCodec<T extends InetAddress> implements Codec<T> {

    private final CType cType;
    private final Class<T> javaType;

    AddressCodec(CType cType, Class<T> javaType) {
        this.cType = cType;
        this.javaType = javaType;
    }

    @Override
    public int size() {
        return cType.size();
    }

    @Override
    public void encode(T value, long address) {
        byte[] bytes = value.getAddress();
        if (bytes.length != cType.size()) {
            throw new ConversionException(new Problem(
                    "An address does not fit the C type " + cType,
                    value.getHostAddress() + " of " + bytes.length + " bytes",
                    cType.size() + " bytes",
                    "use an address of the family that the map holds"));
        }
        NativeMemory.putBytes(address, bytes);
    }

    @Override
    public T decode(long address) {
        byte[] bytes = NativeMemory.getBytes(address, cType.size());
        try {
            // Inet6Address' own factory keeps IPv4-mapped addresses at their 16 bytes.
            InetAddress decoded =
                    bytes.length == 16 ? Inet6Address.getByAddress(null, bytes, -1) : InetAddress.getByAddress(bytes);
            return javaType.cast(decoded);
        } catch (UnknownHostException e) {
            throw new AssertionError("the size was checked when the codec was made", e);
        }
    }

    @Override
    public String text(T value) {
        return value.getHostAddress();
    }
}
