package io.bpftest.engine.kernel;

import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.MapProgram;

/** What every program handle of this engine has behind it, for maps that hold programs. */
public interface OwnProgram extends MapProgram {

    /**
     * The program's file descriptor, owned by its object.
     *
     * @throws io.bpftest.error.ObjectClosedException if its object is closed
     */
    int descriptor();

    /** The program's whole name. */
    String programName();

    /**
     * Takes a handle for one of this engine's.
     *
     * @throws WrongHandleException if it is another's
     */
    static OwnProgram of(MapProgram program) {
        if (program instanceof OwnProgram own) {
            return own;
        }
        throw new WrongHandleException(new Problem(
                "A map cannot hold " + program,
                "an implementation of its own, " + program.getClass().getName(),
                "a handle of a loaded program",
                "use a handle that was injected, or that LoadedObject.program gave"));
    }
}
