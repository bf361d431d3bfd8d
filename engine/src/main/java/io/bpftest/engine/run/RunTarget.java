package io.bpftest.engine.run;

import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.kernel.LoadedProgram;
import io.bpftest.map.MapState;
import io.bpftest.packet.Dictionary;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.VerifierFigures;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * A loaded program, for the handle that runs it.
 *
 * @param fd its file descriptor, owned by its object
 * @param info what it is
 * @param loaded what libbpf has of it, and its life, which ends with its object
 * @param helpers the helpers that it and the other programs of its object call; not to be changed
 * @param stateless whether no run can matter to another: no program of its object may write a map
 * @param maps renders its object's maps, each with at most so many entries
 * @param contexts converts contexts to and from what the program's source declares
 * @param dictionary gives what the program compares packets with
 * @param figures gives what the verifier counted of it
 */
public record RunTarget(
        int fd,
        ProgramInfo info,
        LoadedProgram loaded,
        BitSet helpers,
        boolean stateless,
        IntFunction<List<MapState>> maps,
        ContextTypes contexts,
        Supplier<Dictionary> dictionary,
        Supplier<VerifierFigures> figures) {

    private static final int TAIL_CALL = 12;

    /** A program of which nothing is known to compare packets with, nor whether it has state. */
    public RunTarget(
            int fd,
            ProgramInfo info,
            LoadedProgram loaded,
            BitSet helpers,
            IntFunction<List<MapState>> maps,
            ContextTypes contexts) {
        this(fd, info, loaded, helpers, false, maps, contexts, Dictionary::empty, VerifierFigures::unknown);
    }

    /** Ends with its object. */
    Lifetime lifetime() {
        return loaded.lifetime();
    }

    /**
     * Tells whether a run may call one of these helpers, by their numbers in {@code linux/bpf.h}. A tail call may lead to
     * another object's programs, through a map that both share, and so to any helper.
     */
    boolean mayCall(int... numbers) {
        if (helpers.get(TAIL_CALL)) {
            return true;
        }
        for (int number : numbers) {
            if (helpers.get(number)) {
                return true;
            }
        }
        return false;
    }
}
