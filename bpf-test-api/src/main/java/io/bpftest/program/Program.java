package io.bpftest.program;

import io.bpftest.error.BenchmarkException;
import io.bpftest.map.MapProgram;
import io.bpftest.map.MapState;
import io.bpftest.packet.Dictionary;
import java.util.List;

/** What every program handle can say. Handles close with the object they belong to. */
public interface Program extends MapProgram {

    /** What this program is and where it runs. */
    ProgramInfo info();

    /** Renders what the maps of the program's object hold now, each with at most {@code limit} entries. */
    List<MapState> maps(int limit);

    /**
     * Gives what the program compares packets with, as far as it can be seen: the constants of its instructions, its
     * subprograms' included, and what maps and constants of its object hold now. {@link
     * io.bpftest.packet.PacketGenerator} makes packets of it.
     */
    default Dictionary dictionary() {
        return Dictionary.empty();
    }

    /**
     * Refuses to measure a program whose type the kernel does not run many times in one call. The types that it does have a
     * {@code benchmark} of their own: see {@link PacketReadingProgram#benchmark(byte[])} and {@link
     * SkLookupProgram#benchmark(SkLookupOptions)}.
     *
     * @throws BenchmarkException if it is none of these types
     */
    default Benchmark benchmark(byte[] packet) {
        throw NoRepeat.of(info());
    }

    /**
     * Gives what the verifier tells of its work on this program. The first question of an object loads it once more, with
     * maps of its own, and asks the verifier to count; loading itself is not made slower by it. Where that second load is
     * refused, and on what the kernel does not tell, figures are left out.
     *
     * <pre>{@code
     * program.verifierFigures().value(VerifierFigure.INSTRUCTIONS); // 14896
     * }</pre>
     *
     * <p>Since Linux 5.2 (BPF_LOG_STATS in {@code kernel/bpf/verifier.c}).
     *
     * @return the figures; none for a classic filter, which is not verified
     * @throws io.bpftest.error.ObjectClosedException if the program's object is closed
     */
    default VerifierFigures verifierFigures() {
        return VerifierFigures.unknown();
    }
}
