package io.bpftest.engine.session;

import io.bpftest.engine.map.MapContents;
import io.bpftest.error.InjectionException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapType;

/** Says whether the methods of a class can share an object: each is to find the maps as the class left them. */
final class Restorable {

    private Restorable() {}

    /**
     * Does nothing where the content of all maps can be put back.
     *
     * @throws InjectionException otherwise; names the map
     */
    static void check(LocalObjectSpec spec) {
        for (LocalMapSpec map : spec.mapSpecs()) {
            String obstacle = obstacle(map.model());
            if (!obstacle.isEmpty()) {
                throw new InjectionException(new Problem(
                        spec.name() + " cannot be shared by the methods of a class",
                        "map \"" + map.name() + "\" of type " + obstacle + ", whose content cannot be restored",
                        "maps that can be emptied and filled again",
                        "use lifecycle PER_METHOD"));
            }
        }
    }

    /** What keeps a map from being restored; empty where nothing does. */
    private static String obstacle(ObjectModel.MapModel map) {
        MapType type = map.info().type();
        ObjectModel.MapModel inner = map.inner();
        if (!map.writable()) {
            return type + ", read-only for tests (BPF_F_RDONLY)";
        } else if (!map.readable()) {
            return type + ", write-only for tests (BPF_F_WRONLY)";
        } else if (inner != null && !obstacle(inner).isEmpty()) {
            return type + " of maps of type " + obstacle(inner);
        }
        return MapContents.restorable().contains(type) ? "" : type.toString();
    }
}
