package io.bpftest.engine.run;

import io.bpftest.engine.kernel.LibbpfProgram;
import io.bpftest.engine.kernel.LoadedProgram;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.kernel.Printk;
import io.bpftest.error.OutputTooSmallException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapState;
import io.bpftest.packet.Dictionary;
import io.bpftest.program.Benchmark;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.VerifierFigures;
import io.bpftest.spi.record.ProgramFigures;
import io.bpftest.spi.record.RunRecorder;
import io.bpftest.spi.record.TestRecord;
import java.util.List;

/** What the handles of all program types have in common: a program that is there as long as its object is. */
abstract class LoadedHandle implements Program, LibbpfProgram {

    private final RunTarget target;
    private final boolean prints;
    private final RunRecorder recorder;

    LoadedHandle(RunTarget target) {
        this.target = target;
        this.prints = target.mayCall(Printk.helpers());
        this.recorder = RunRecorder.of(target.info(), () -> ObjectId.figuresOfProgram(target.fd()));
    }

    /**
     * The program's file descriptor.
     *
     * @throws io.bpftest.error.ObjectClosedException if its object is closed
     */
    final int fd() {
        target.lifetime().check();
        return target.fd();
    }

    /** What the kernel tells of the program. */
    final ProgramFigures figures() {
        return ObjectId.figuresOfProgram(fd());
    }

    /** Counts runs for the report. */
    final RunRecorder recorder() {
        return recorder;
    }

    /** Converts contexts of the program. */
    final ContextTypes contexts() {
        return target.contexts();
    }

    /** Tells whether a run may print with {@code bpf_printk}. */
    final boolean prints() {
        return prints;
    }

    /** Tells whether no run can matter to another. */
    final boolean isStateless() {
        return target.stateless();
    }

    /** Captures what the next run in this thread prints. */
    final Printk printk() {
        return Printk.of(prints);
    }

    /** Keeps a benchmark for the report. */
    static Benchmark recorded(Benchmark benchmark) {
        TestRecord record = TestRecord.ofThread();
        if (record != null) {
            record.benchmark(benchmark);
        }
        return benchmark;
    }

    /** Keeps a comparison for the report. */
    static BenchmarkComparison recorded(BenchmarkComparison comparison) {
        TestRecord record = TestRecord.ofThread();
        if (record != null) {
            record.comparison(comparison);
        }
        return comparison;
    }

    @Override
    public final ProgramInfo info() {
        return target.info();
    }

    @Override
    public final List<MapState> maps(int limit) {
        target.lifetime().check();
        return target.maps().apply(limit);
    }

    @Override
    public final Dictionary dictionary() {
        target.lifetime().check();
        return target.dictionary().get();
    }

    @Override
    public final VerifierFigures verifierFigures() {
        target.lifetime().check();
        VerifierFigures figures = target.figures().get();
        recorder.verified(figures);
        return figures;
    }

    @Override
    public final int descriptor() {
        return fd();
    }

    @Override
    public final LoadedProgram loaded() {
        return target.loaded();
    }

    @Override
    public final String programName() {
        return info().name();
    }

    @Override
    public String toString() {
        return info().title() + " \"" + info().name() + "\"";
    }

    /** Says that a caller's buffer was too small for what came out. */
    final OutputTooSmallException tooSmall(int size, int returnValue) {
        return new OutputTooSmallException(new Problem(
                this + " ran, but its output does not fit the buffer",
                size + " bytes of output; return value " + returnValue,
                "a buffer with at least " + size + " bytes remaining",
                "give a larger buffer; the program has run, so maps have changed"));
    }

    /** Says that a caller's buffer was too small for what came out, whose size is not known. */
    final OutputTooSmallException tooSmallForFragments(int room) {
        return new OutputTooSmallException(new Problem(
                this + " ran, but its output does not fit the buffer",
                "more than " + room + " bytes of output, in fragments; how many, and the return value, are not known",
                "a buffer that holds what comes out, at most some 70 KB",
                "give a larger buffer; the program has run, so maps have changed"));
    }
}
