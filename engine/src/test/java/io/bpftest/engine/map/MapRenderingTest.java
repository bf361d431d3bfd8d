package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.MapState;
import io.bpftest.map.PerCpuMap;
import io.bpftest.program.XdpProgram;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcap4j.util.MacAddress;

@BpfObject("maps.bpf.c")
class MapRenderingTest {

    @Test
    void keyedMapsShowTheirEntriesInBraces(@BpfMap("hash") KernelMap<Integer, Long> hash) {
        assertThat(hash.state(5)).hasToString("hash {}");

        hash.put(7, 70L);

        assertThat(hash.state(5)).hasToString("hash {7: 70}");
        assertThat(hash.state(5).entries()).containsExactly(new MapState.Entry("7", "70"));
    }

    @Test
    void arraysShowOnlyWhatIsNotZeroInBrackets(@BpfMap("array") KernelMap<Integer, Long> array) {
        assertThat(array.state(5)).hasToString("array [all 0]");

        array.put(2, 9L);

        assertThat(array.state(5)).hasToString("array [2: 9]");
    }

    @Test
    void entriesBeyondTheLimitAreCounted(@BpfMap("array") KernelMap<Integer, Long> array) {
        for (int i = 0; i < 4; i++) {
            array.put(i, i + 1L);
        }
        array.put(1, 0L);

        assertThat(array.state(2)).hasToString("array [0: 1, 2: 3, ... 1 more]");
        assertThat(array.state(0)).hasToString("array [... 3 more]");
        assertThat(array.state(3).more()).isZero();
    }

    @Test
    void numbersOfUnsignedTypesAreShownUnsigned(
            @BpfMap("hash") KernelMap<Integer, Long> hash,
            @BpfMap("signed_values") KernelMap<Integer, Long> signedValues) {
        hash.put(-1, -1L);
        signedValues.put(-1, -1L);

        assertThat(hash.state(5)).hasToString("hash {4294967295: 18446744073709551615}");
        assertThat(signedValues.state(5)).hasToString("signed_values {-1: -1}");
    }

    @Test
    void addressesAreShownAsAReaderWritesThem(
            @BpfMap("addresses") KernelMap<Inet4Address, MacAddress> addresses, @BpfMap("trie") LpmTrie<Integer> trie)
            throws UnknownHostException {
        addresses.put((Inet4Address) InetAddress.getByName("203.0.113.7"), MacAddress.getByName("02:00:00:00:00:01"));
        trie.put("10.0.0.0/8", 1);

        assertThat(addresses.state(5)).hasToString("addresses {203.0.113.7: 02:00:00:00:00:01}");
        assertThat(trie.state(5)).hasToString("trie {10.0.0.0/8: 1}");
    }

    @Test
    void bytesAreShownInHex(@BpfMap("small") KernelMap<byte[], byte[]> small) {
        small.put(new byte[] {(byte) 0xab}, new byte[] {1, 0x2f});

        assertThat(small.state(5)).hasToString("small {ab: 01 2f}");
    }

    @Test
    void perCpuMapsShowEachCpusValue(@BpfMap("percpu_array") PerCpuMap<Integer, Long> array) {
        array.putOnEachCpu(1, 5L);

        String each = Collections.nCopies(Kernel.possibleCpus(), "5").toString();
        assertThat(array.state(5)).hasToString("percpu_array [1: " + each + "]");
    }

    @Test
    void mapsWithoutATypedHandleAreShownByTheirCTypes(LoadedObject object, @BpfProgram XdpProgram program) {
        object.map("ports", Short.class, Integer.class).put((short) 53, 1);
        object.map("addresses", byte[].class, byte[].class).put(new byte[] {1, 0, 0, 0}, new byte[] {1, 2, 3, 4, 5, 6});

        List<String> shown = program.maps(5).stream().map(MapState::toString).toList();

        assertThat(shown)
                .contains("ports {53: 1}", "addresses {01 00 00 00: 01 02 03 04 05 06}", "hash {}", "array [all 0]")
                .noneMatch(map -> map.contains(".bss"));
    }
}
