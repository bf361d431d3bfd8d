package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.error.ConversionException;
import io.bpftest.map.LpmTrie;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

@BpfObject("maps.bpf.c")
class PrefixAssertionsTest {

    @BpfMap
    LpmTrie<Integer> trie;

    @BeforeEach
    void fill() {
        trie.put("10.0.0.0/8", 1);
        trie.put("10.1.0.0/16", 2);
    }

    @Test
    void prefixesAreWrittenAsText() {
        assertThat(trie)
                .containsEntry("10.0.0.0/8", 1)
                .containsKey("10.1.0.0/16")
                .doesNotContainKey("10.1.0.0/17")
                .doesNotContainEntry("10.1.0.0/16", 1)
                .containsOnlyPrefixes(Map.of("10.0.0.0/8", 1, "10.1.0.0/16", 2))
                .hasSize(2)
                .containsKey("10.0.0.0/8");
    }

    @Test
    void anAddressLeadsToTheLongestPrefix() {
        assertThat(trie)
                .looksUp("10.1.2.3", 2)
                .looksUp("10.2.2.3", 1)
                .looksUp("10.1.0.0/16", 2)
                .looksUpNothing("192.0.2.1");
    }

    @Test
    void aPrefixThatOnlyMatchesIsNotThere() {
        assertThatThrownBy(() -> assertThat(trie).containsEntry("10.1.2.0/24", 2))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("Map \"trie\" has no key 10.1.2.0/24, expected it with 2");
        assertThatThrownBy(() -> assertThat(trie).containsOnlyPrefixes(Map.of("10.0.0.0/8", 1)))
                .hasMessageContaining("unexpected  10.1.0.0/16: 2");
    }

    @Test
    void whereAnAddressLeadsInsteadIsShown() {
        assertThatThrownBy(() -> assertThat(trie).looksUp("10.2.2.3", 2))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("Map \"trie\" leads 10.2.2.3 to 1, expected 2")
                .hasMessageContaining("holds   {10.1.0.0/16: 2, 10.0.0.0/8: 1}");
        assertThatThrownBy(() -> assertThat(trie).looksUp("192.0.2.1", 2))
                .hasMessageContaining("to nothing, expected 2");
        assertThatThrownBy(() -> assertThat(trie).looksUpNothing("10.2.2.3"))
                .hasMessageContaining("leads 10.2.2.3 to 1, expected nothing");
    }

    @Test
    void textThatIsNoPrefixIsRefused() {
        assertThatThrownBy(() -> assertThat(trie).containsKey("ten")).isInstanceOf(ConversionException.class);
    }
}
