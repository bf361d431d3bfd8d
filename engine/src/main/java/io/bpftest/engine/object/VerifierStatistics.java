package io.bpftest.engine.object;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.program.VerifierFigure;
import io.bpftest.spi.record.ProgramFigures;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the verifier counted while it verified a program: the end of its log ({@code print_verification_stats} in
 * {@code kernel/bpf/verifier.c}).
 *
 * @param figures what it told
 * @param stack the bytes of stack of the program and each of its functions
 */
public record VerifierStatistics(Map<VerifierFigure, Long> figures, List<Integer> stack) {

    /** Statistics take a line for each function's stack at most; kernels before 6.4 refuse a program whose log is longer. */
    static final long LOG_SIZE = 16 * 1024;

    /** {@code BPF_LOG_STATS}, which alone prints nothing of the program ({@code linux/bpf_verifier.h}). */
    static final int LEVEL = 4;

    private static final Pattern TIME = Pattern.compile("^verification time (\\d+) usec", Pattern.MULTILINE);
    private static final Pattern STACK = Pattern.compile("^stack depth (\\d+(?:\\+\\d+)*)", Pattern.MULTILINE);
    private static final Pattern PROCESSED =
            Pattern.compile("^processed (\\d+) insns .*?total_states (\\d+) peak_states (\\d+)", Pattern.MULTILINE);

    /**
     * What a load told.
     *
     * @param programs what is said of each program, by name
     * @param refused why loading was refused; empty if it was not
     */
    public record Told(Map<String, VerifierStatistics> programs, String refused) {}

    /** Reads a log; nothing where it has no statistics. */
    static Optional<VerifierStatistics> of(String log) {
        Matcher processed = PROCESSED.matcher(log);
        if (!processed.find()) {
            return Optional.empty();
        }
        Map<VerifierFigure, Long> figures = new EnumMap<>(VerifierFigure.class);
        figures.put(VerifierFigure.INSTRUCTIONS, Long.valueOf(processed.group(1)));
        figures.put(VerifierFigure.STATES, Long.valueOf(processed.group(2)));
        figures.put(VerifierFigure.PEAK_STATES, Long.valueOf(processed.group(3)));
        Matcher time = TIME.matcher(log);
        if (time.find()) {
            figures.put(VerifierFigure.MICROSECONDS, Long.valueOf(time.group(1)));
        }
        Matcher stack = STACK.matcher(log);
        if (!stack.find()) {
            return Optional.of(new VerifierStatistics(figures, List.of()));
        }
        List<Integer> functions =
                Stream.of(stack.group(1).split("\\+")).map(Integer::valueOf).toList();
        figures.put(
                VerifierFigure.STACK,
                functions.stream().mapToLong(Integer::longValue).sum());
        return Optional.of(new VerifierStatistics(figures, functions));
    }

    /**
     * Loads an object and gives what is said of its programs.
     *
     * @param logs room for {@link #LOG_SIZE} bytes of each program
     */
    static Told ofLoad(NativeObject object, long logs, Consumer<NativeObject> change) {
        change.accept(object);
        long log = logs;
        for (NativeProgram program : object.programs()) {
            NativeMemory.clear(log, 1);
            program.log(LEVEL, log, LOG_SIZE);
            log += LOG_SIZE;
        }
        Map<String, VerifierStatistics> told = new LinkedHashMap<>();
        int error = object.load();
        if (error < 0) {
            return new Told(told, Errno.text(-error));
        }
        log = logs;
        for (NativeProgram program : object.programs()) {
            Optional<VerifierStatistics> statistics = of(NativeMemory.getString(log));
            if (statistics.isPresent()) {
                told.put(program.name(), statistics.get().withSizes(program.fd()));
            }
            log += LOG_SIZE;
        }
        return new Told(told, "");
    }

    /** Adds the sizes of what was loaded: with coverage on, that which runs is larger. */
    private VerifierStatistics withSizes(int descriptor) {
        ProgramFigures sizes = ObjectId.figuresOfProgram(descriptor);
        Map<VerifierFigure, Long> all = new EnumMap<>(figures);
        if (sizes.translated() > 0) {
            all.put(VerifierFigure.TRANSLATED, (long) sizes.translated());
        }
        if (sizes.jited() > 0) {
            all.put(VerifierFigure.MACHINE_CODE, (long) sizes.jited());
        }
        return new VerifierStatistics(all, stack);
    }
}
