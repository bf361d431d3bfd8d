package io.bpftest.engine.map;

import io.bpftest.engine.codec.BytesCodec;
import io.bpftest.engine.codec.CType;
import io.bpftest.map.BpfMapHandle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The inner maps of a map of maps, and what each of them held. */
final class InnerContent implements MapContent {

    private final MapInMapTyped<byte[], OpaqueMap> map;
    private final Map<byte[], OpaqueMap> inner = new LinkedHashMap<>();
    private final Map<Integer, MapContent> contents = new HashMap<>();

    InnerContent(MapTarget target, InnerMaps maps, int cpus) {
        this.map = new MapInMapTyped<>(
                target, new BytesCodec(CType.ofSize(target.info().keySize())), maps, OpaqueMap::new);
        for (byte[] key : map.keys()) {
            OpaqueMap held = Objects.requireNonNull(map.inner(key));
            inner.put(key, held);
            // One map may stand for several keys.
            contents.computeIfAbsent(held.target().fd(), any -> MapContents.of(held.target(), cpus, () -> maps));
        }
    }

    @Override
    public void restore() {
        map.clear();
        inner.forEach((byte[] key, BpfMapHandle held) -> map.put(key, held));
        contents.values().forEach(MapContent::restore);
    }
}
