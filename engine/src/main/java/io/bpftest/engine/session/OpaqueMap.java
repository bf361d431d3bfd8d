package io.bpftest.engine.session;

import io.bpftest.engine.map.MapTarget;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapInfo;
import io.bpftest.map.MapState;
import java.util.List;

/** A map of a kind without typed access: it is there, and says what it is. */
record OpaqueMap(MapTarget target) implements BpfMapHandle {

    @Override
    public MapInfo info() {
        return target.info();
    }

    @Override
    public MapState state(int limit) {
        target.lifetime().check();
        return new MapState(info().name() + " (" + info().type() + ")", false, List.of(), 0);
    }
}
