package io.bpftest.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.error.ConversionException;
import io.bpftest.map.KernelMap;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcap4j.util.MacAddress;

@BpfObject("numbers.bpf.c")
@BpfObject("maps.bpf.c")
class AddressConversionTest {

    /** The map's C type is {@code __u32}: addresses do not follow the machine's order even there. */
    @Test
    void ip4AddressesAreTheirBytesWhateverTheCType(
            @BpfMap("ints") KernelMap<Inet4Address, Inet4Address> addresses,
            @BpfMap("ints") KernelMap<byte[], byte[]> raw)
            throws UnknownHostException {
        addresses.put(ip4("192.0.2.1"), ip4("10.0.0.254"));

        assertThat(raw.get(new byte[] {(byte) 192, 0, 2, 1})).containsExactly(10, 0, 0, 254);
        assertThat(addresses.toMap()).isEqualTo(Map.of(ip4("192.0.2.1"), ip4("10.0.0.254")));
    }

    @Test
    void anAddressAndANumberOfNetworkOrderMeanTheSameBytes(
            @BpfMap(value = "addresses", object = "numbers.bpf.c") KernelMap<Inet4Address, Inet4Address> addresses,
            @BpfMap(value = "addresses", object = "numbers.bpf.c") KernelMap<Integer, Long> numbers)
            throws UnknownHostException {
        addresses.put(ip4("192.0.2.1"), ip4("255.0.0.1"));

        assertThat(numbers.toMap()).isEqualTo(Map.of(0xc0000201, 0xff00_0001L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20010db8000000000000000000000001",
                "00000000000000000000000000000000",
                "00000000000000000000ffffc0000201",
                "fe800000000000000000000000000001"
            })
    void ip6AddressesAreTheirSixteenBytesAlsoWhereTheyMapIp4(
            String hex,
            @BpfMap("six") KernelMap<byte[], Inet6Address> addresses,
            @BpfMap("six") KernelMap<byte[], InetAddress> anyFamily,
            @BpfMap("six") KernelMap<byte[], byte[]> raw)
            throws UnknownHostException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] key = new byte[8];
        Inet6Address address = Inet6Address.getByAddress(null, bytes, -1);

        addresses.put(key, address);

        assertThat(raw.get(key)).isEqualTo(bytes);
        assertThat(addresses.get(key)).isEqualTo(address);
        assertThat(anyFamily.get(key)).isEqualTo(address);
    }

    @Test
    void anAddressOfTheOtherFamilyIsRefused(
            @BpfMap(value = "addresses", object = "numbers.bpf.c") KernelMap<InetAddress, InetAddress> addresses,
            @BpfMap("six") KernelMap<byte[], InetAddress> six)
            throws UnknownHostException {
        assertThatThrownBy(() -> addresses.get(InetAddress.getByName("2001:db8::1")))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("__be32 (4 bytes)")
                .hasMessageContaining("2001:db8:0:0:0:0:0:1 of 16 bytes");
        assertThatThrownBy(() -> six.put(new byte[8], ip4("192.0.2.1")))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("192.0.2.1 of 4 bytes");
    }

    @Test
    void macAddressesAreTheirSixBytes(
            @BpfMap(value = "addresses", object = "maps.bpf.c") KernelMap<InetAddress, MacAddress> neighbours,
            @BpfMap(value = "addresses", object = "maps.bpf.c") KernelMap<byte[], byte[]> raw)
            throws UnknownHostException {
        MacAddress mac = MacAddress.getByName("02:00:00:00:00:fe");
        neighbours.put(ip4("192.0.2.1"), mac);

        assertThat(raw.get(new byte[] {(byte) 192, 0, 2, 1})).containsExactly(2, 0, 0, 0, 0, 0xfe);
        assertThat(neighbours.toMap()).isEqualTo(Map.of(ip4("192.0.2.1"), mac));
    }

    private static Inet4Address ip4(String text) throws UnknownHostException {
        return (Inet4Address) InetAddress.getByName(text);
    }
}
