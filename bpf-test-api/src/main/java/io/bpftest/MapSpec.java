package io.bpftest;

import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapInfo;

/** A map of an object that is not loaded yet. */
public interface MapSpec {

    /** What it will be. */
    MapInfo info();

    /** The map's name. */
    default String name() {
        return info().name();
    }

    /** Sets how many entries it holds at most. */
    MapSpec maxEntries(int entries);

    /** Tells whether the object wants it pinned by its name; loading never does. */
    boolean pinnedByName();

    /** Makes loading take a map that exists already, of another object, in place of a new one. */
    MapSpec reuse(BpfMapHandle map);
}
