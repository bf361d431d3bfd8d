package io.bpftest.engine.kernel;

import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.BpfMapHandle;

/** What every map handle of this engine has behind it, for those who attach programs to maps. */
public interface OwnMap extends BpfMapHandle {

    /**
     * The map's file descriptor, owned by its object.
     *
     * @throws io.bpftest.error.ObjectClosedException if its object is closed
     */
    int descriptor();

    /**
     * Takes a handle for one of this engine's.
     *
     * @throws WrongHandleException if it is another's
     */
    static OwnMap of(BpfMapHandle map) {
        if (map instanceof OwnMap own) {
            return own;
        }
        throw new WrongHandleException(new Problem(
                "No program can be attached to " + map,
                "an implementation of its own, " + map.getClass().getName(),
                "a handle of a loaded map",
                "use a handle that was injected, or that LoadedObject.map gave"));
    }
}
