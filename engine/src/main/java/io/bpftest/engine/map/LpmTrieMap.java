package io.bpftest.engine.map;

import io.bpftest.engine.codec.Codec;
import io.bpftest.engine.codec.PrefixCodec;
import io.bpftest.map.LpmTrie;
import io.bpftest.map.Prefix;
import org.jspecify.annotations.Nullable;

/** Longest-prefix-match tries. */
public final class LpmTrieMap<V> extends TypedMap<Prefix, V> implements LpmTrie<V> {

    /** Makes the handle of a trie. */
    public LpmTrieMap(MapTarget target, Codec<V> values) {
        super(target, new PrefixCodec(target.info().keySize()), values);
    }

    /** The kernel looks up by match only, so an exact match is a match whose key is among the keys. */
    @Override
    public @Nullable V get(Prefix prefix) {
        V matched = lookup(prefix);
        if (matched == null) {
            return null;
        }
        boolean[] found = {false};
        entries().forEach((key, value) -> found[0] |= keyCodec().decode(key).equals(prefix));
        return found[0] ? matched : null;
    }

    @Override
    public @Nullable V lookup(Prefix prefix) {
        return super.get(prefix);
    }
}
