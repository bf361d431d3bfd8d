package io.bpftest.engine.map;

import io.bpftest.engine.kernel.OwnMap;

/** What every handle of this engine has behind it. */
public interface LiveMap extends OwnMap {

    /** The map in the kernel. */
    MapTarget target();

    @Override
    default int descriptor() {
        target().lifetime().check();
        return target().fd();
    }
}
