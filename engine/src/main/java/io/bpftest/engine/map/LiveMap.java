package io.bpftest.engine.map;

import io.bpftest.map.BpfMapHandle;

/** What every handle of this engine has behind it. */
public interface LiveMap extends BpfMapHandle {

    /** The map in the kernel. */
    MapTarget target();
}
