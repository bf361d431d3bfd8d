package io.bpftest.engine.map;

import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import java.util.List;

/** A map of a kind without typed access: it is there, and says what it is. */
public record OpaqueMap(MapTarget target) implements LiveMap {

    @Override
    public MapInfo info() {
        return target.info();
    }

    @Override
    public MapState state(int limit) {
        target.lifetime().check();
        return new MapState(info().name() + " (" + info().type() + ", content not shown)", false, List.of(), 0);
    }
}
