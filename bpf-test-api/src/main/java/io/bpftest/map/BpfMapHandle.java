package io.bpftest.map;

/** What every map handle can say. Handles close with the object they belong to. */
public interface BpfMapHandle {

    /** What this map is. */
    MapInfo info();

    /** Renders what the map holds now; entries beyond {@code limit} are only counted. */
    MapState state(int limit);
}
