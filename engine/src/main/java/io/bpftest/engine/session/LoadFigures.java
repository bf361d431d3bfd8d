package io.bpftest.engine.session;

import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.object.ObjectLoader;
import io.bpftest.engine.object.VerifierStatistics;
import io.bpftest.program.VerifierFigure;
import io.bpftest.program.VerifierFigures;
import io.bpftest.spi.record.ProgramFigures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier counts of an object's programs. Asked of each load it would cost the smallest ones some percent, for a
 * question that few tests have: so the first question loads the object a second time. For several threads.
 */
final class LoadFigures {

    private final Supplier<LocalObjectSpec> spec;
    private VerifierStatistics.@Nullable Told told;

    /**
     * Will count.
     *
     * @param spec gives what is loaded then, without counters of what tests reach; asked at the first question
     */
    LoadFigures(Supplier<LocalObjectSpec> spec) {
        this.spec = spec;
    }

    /**
     * Gives the figures of a program.
     *
     * @param descriptor its file descriptor, of the first load
     */
    VerifierFigures of(String program, int descriptor) {
        VerifierStatistics.Told load = statistics();
        VerifierStatistics statistics = load.programs().get(program);
        Map<VerifierFigure, Long> figures = new EnumMap<>(VerifierFigure.class);
        ProgramFigures info = ObjectId.figuresOfProgram(descriptor);
        put(figures, VerifierFigure.INSTRUCTIONS, info.verified());
        put(figures, VerifierFigure.TRANSLATED, info.translated());
        put(figures, VerifierFigure.MACHINE_CODE, info.jited());
        if (statistics == null) {
            return new VerifierFigures(figures, List.of(), load.refused());
        }
        figures.putAll(statistics.figures());
        return new VerifierFigures(figures, statistics.stack());
    }

    private synchronized VerifierStatistics.Told statistics() {
        if (told == null) {
            LocalObjectSpec loaded = spec.get();
            told = ObjectLoader.statistics(loaded.model().image(), LoadStep.apart(loaded)::change);
        }
        return told;
    }

    private static void put(Map<VerifierFigure, Long> figures, VerifierFigure figure, int value) {
        if (value > 0) {
            figures.put(figure, (long) value);
        }
    }
}
