package io.bpftest.engine.session;

import io.bpftest.MapSpec;
import io.bpftest.engine.map.LiveMap;
import io.bpftest.engine.map.MapTarget;
import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.MapInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A map's model and what was changed of it. */
final class LocalMapSpec implements MapSpec {

    private final ObjectModel.MapModel model;
    private int maxEntries;
    private @Nullable MapTarget reused;

    LocalMapSpec(ObjectModel.MapModel model) {
        this.model = model;
        this.maxEntries = model.info().maxEntries();
    }

    LocalMapSpec copy() {
        LocalMapSpec copy = new LocalMapSpec(model);
        copy.maxEntries = maxEntries;
        copy.reused = reused;
        return copy;
    }

    @Override
    public MapInfo info() {
        MapInfo info = model.info();
        return new MapInfo(info.name(), info.typeNumber(), info.keySize(), info.valueSize(), maxEntries);
    }

    /** What it is once loaded: as large as the map that stands for it, if one does. */
    MapInfo loadedInfo() {
        MapInfo info = info();
        return reused == null
                ? info
                : new MapInfo(
                        info.name(),
                        info.typeNumber(),
                        info.keySize(),
                        info.valueSize(),
                        reused.info().maxEntries());
    }

    @Override
    public MapSpec maxEntries(int entries) {
        maxEntries = entries;
        return this;
    }

    @Override
    public List<String> initialPrograms() {
        return model.programs();
    }

    @Override
    public boolean pinnedByName() {
        return model.pinned();
    }

    @Override
    public MapSpec reuse(BpfMapHandle map) {
        MapInfo theirs = map.info();
        if (!(map instanceof LiveMap other)
                || theirs.typeNumber() != info().typeNumber()
                || theirs.keySize() != info().keySize()
                || theirs.valueSize() != info().valueSize()) {
            throw new WrongHandleException(new Problem(
                    "Map \"" + name() + "\" cannot stand for map \"" + theirs.name() + "\"",
                    shape(theirs),
                    shape(info()),
                    "share maps of the same type and sizes only"));
        }
        reused = other.target();
        return this;
    }

    ObjectModel.MapModel model() {
        return model;
    }

    boolean resized() {
        return maxEntries != model.info().maxEntries();
    }

    @Nullable
    MapTarget reused() {
        return reused;
    }

    private static String shape(MapInfo info) {
        return info.type() + " with keys of " + info.keySize() + " and values of " + info.valueSize() + " bytes";
    }
}
