package io.bpftest;

import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapInfo;
import java.util.List;

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

    /**
     * The programs that the object puts into a program array when it is loaded ({@code .values = ...}), by name; none for
     * other maps. They must be loaded too.
     */
    List<String> initialPrograms();

    /** Tells whether the object wants it pinned by its name; loading never does. */
    boolean pinnedByName();

    /** Makes loading take a map that exists already, of another object, in place of a new one. */
    MapSpec reuse(BpfMapHandle map);
}
