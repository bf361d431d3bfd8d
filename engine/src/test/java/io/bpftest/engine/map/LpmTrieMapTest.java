package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.ConversionException;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.Prefix;
import io.bpftest.program.XdpProgram;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@BpfObject("maps.bpf.c")
class LpmTrieMapTest {

    @BpfMap
    LpmTrie<Integer> trie;

    @Test
    void gettingMeansExactlyThePrefixAndLookingUpTheLongestThatHoldsIt() throws UnknownHostException {
        trie.put("10.0.0.0/8", 8);
        trie.put("10.1.0.0/16", 16);

        assertThat(trie.get("10.0.0.0/8")).isEqualTo(8);
        assertThat(trie.get("10.1.0.0/16")).isEqualTo(16);
        assertThat(trie.get("10.1.2.0/24")).isNull();
        assertThat(trie.get("10.0.0.0/9")).isNull();
        assertThat(trie.containsKey(Prefix.of("10.1.2.3/32"))).isFalse();

        assertThat(trie.lookup(InetAddress.getByName("10.1.2.3"))).isEqualTo(16);
        assertThat(trie.lookup(InetAddress.getByName("10.2.0.0"))).isEqualTo(8);
        assertThat(trie.lookup(Prefix.of("10.1.2.0/24"))).isEqualTo(16);
        assertThat(trie.lookup(InetAddress.getByName("11.0.0.0"))).isNull();
    }

    @Test
    void theEmptyPrefixHoldsEveryAddress() throws UnknownHostException {
        trie.put("0.0.0.0/0", 1);

        assertThat(trie.lookup(InetAddress.getByName("255.255.255.255"))).isEqualTo(1);
        assertThat(trie.get("0.0.0.0/0")).isEqualTo(1);
        assertThat(trie.get("255.255.255.255")).isNull();
    }

    @Test
    void bitsBehindTheLengthDoNotCount() {
        trie.put("10.1.2.3/8", 8);

        assertThat(trie.toMap()).isEqualTo(Map.of(Prefix.of("10.0.0.0/8"), 8));
        assertThat(trie.get("10.9.9.9/8")).isEqualTo(8);
    }

    @Test
    void prefixesAreCountedListedRemovedAndCleared() {
        trie.put("10.0.0.0/8", 1);
        trie.put("10.0.0.0/16", 2);
        trie.put("192.0.2.1", 3);
        trie.put("192.0.2.1/32", 4);

        assertThat(trie.size()).isEqualTo(3);
        assertThat(trie.toMap())
                .isEqualTo(
                        Map.of(Prefix.of("10.0.0.0/8"), 1, Prefix.of("10.0.0.0/16"), 2, Prefix.of("192.0.2.1/32"), 4));
        assertThat(trie.remove("10.0.0.0/8")).isTrue();
        assertThat(trie.remove("10.0.0.0/8")).isFalse();
        assertThat(trie.keys()).containsExactlyInAnyOrder(Prefix.of("10.0.0.0/16"), Prefix.of("192.0.2.1"));

        trie.clear();
        assertThat(trie.isEmpty()).isTrue();
    }

    @Test
    void aProgramMatchesWhatATestPut(@BpfProgram XdpProgram count) {
        trie.put("10.1.0.0/16", 40);
        trie.put("10.1.2.4/32", 0);

        count.run(Frames.ofLength(64));

        assertThat(trie.get("10.1.0.0/16")).isEqualTo(41);
        assertThat(trie.get("10.1.2.4")).isZero();
    }

    @Test
    void aPrefixOfTheOtherFamilyIsRefused() {
        assertThatThrownBy(() -> trie.put("2001:db8::/32", 1))
                .isInstanceOf(ConversionException.class)
                .hasMessageContaining("2001:db8:0:0:0:0:0:0/32 does not fit the trie's keys")
                .hasMessageContaining("16 bytes")
                .hasMessageContaining("4 bytes");
        assertThatThrownBy(() -> trie.lookup(InetAddress.getByName("::1"))).isInstanceOf(ConversionException.class);
        assertThatThrownBy(() -> trie.remove("::/0")).isInstanceOf(ConversionException.class);
        assertThat(trie.isEmpty()).isTrue();
    }

    @Test
    void aFullTrieSaysHowManyPrefixesItTakes() {
        for (int i = 0; i < 4; i++) {
            trie.put("10." + i + ".0.0/16", i);
        }
        assertThatThrownBy(() -> trie.put("10.4.0.0/16", 4))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"trie\" (LPM_TRIE) is full")
                .hasMessageContaining("at most 4 keys");
    }

    @Test
    void aTrieIsAlsoAMapOfPrefixes(@BpfMap("trie") KernelMap<Prefix, Integer> map) {
        map.put(Prefix.of("10.0.0.0/8"), 8);

        assertThat(map.get(Prefix.of("10.1.0.0/16"))).isNull();
        assertThat(trie.get("10.0.0.0/8")).isEqualTo(8);
    }
}
