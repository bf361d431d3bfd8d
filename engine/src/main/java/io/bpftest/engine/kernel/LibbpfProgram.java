package io.bpftest.engine.kernel;

import io.bpftest.error.Problem;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.MapProgram;

/** A program that libbpf loaded, and so can attach. */
public interface LibbpfProgram extends OwnProgram {

    /** The program as libbpf has it. */
    LoadedProgram loaded();

    /**
     * Takes a handle for one of this engine's.
     *
     * @throws WrongHandleException if it is another's
     */
    static LoadedProgram of(MapProgram program) {
        if (program instanceof LibbpfProgram own) {
            return own.loaded();
        }
        throw new WrongHandleException(new Problem(
                program + " cannot be attached",
                "an implementation of its own, " + program.getClass().getName(),
                "a handle of a loaded program",
                "use a handle that was injected, or that LoadedObject.program gave"));
    }
}
