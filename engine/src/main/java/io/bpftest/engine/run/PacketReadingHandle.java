package io.bpftest.engine.run;

import io.bpftest.engine.benchmark.Interleaved;
import io.bpftest.engine.benchmark.Sampler;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.ObjectId;
import io.bpftest.engine.kernel.Printk;
import io.bpftest.engine.replay.Replayer;
import io.bpftest.program.Benchmark;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.NoRepeat;
import io.bpftest.program.PacketReadingProgram;
import io.bpftest.program.PacketRun;
import io.bpftest.program.Replay;
import io.bpftest.program.ReplayOptions;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What the handles of all program types have in common that take a packet. */
abstract class PacketReadingHandle<R extends PacketRun, O> extends LoadedHandle implements PacketReadingProgram<R, O> {

    /** How many entries of each map are kept of a replay. */
    private static final int REPLAYED_ENTRIES = 100;

    private final RunErrors errors;

    PacketReadingHandle(RunTarget target, RunErrors errors) {
        super(target);
        this.errors = errors;
    }

    /** Runs the program on a packet, with a context where there are options; gives 0 or a negative errno. */
    abstract int execute(TestRun run, int program, byte[] packet, @Nullable O options);

    /**
     * Runs the program without options on a packet in native memory; gives 0 or a negative errno. A type without a context
     * of its own does so without a copy.
     */
    int execute(TestRun run, int program, long packet, int size) {
        return execute(run, program, NativeMemory.getBytes(packet, size), null);
    }

    /** Where in the thread's own buffer the packet begins that came out. */
    int outputFrom(TestRun run) {
        return 0;
    }

    /** Makes the typed result of a run. */
    abstract R result(byte[] input, TestRun run);

    /** Puts right what the kernel left out of an output that begins at the buffer's position; allocates nothing. */
    void complete(ByteBuffer packet, ByteBuffer output, int size) {}

    /** As the other, for packets in native memory. */
    void complete(long packet, long output, int size) {}

    @Override
    public final R run(byte[] packet) {
        return runOn(packet, null);
    }

    @Override
    public final R run(byte[] packet, O options) {
        return runWith(packet, options);
    }

    /** Runs the program in this thread; a type whose options ask for another place goes there first. */
    R runWith(byte[] packet, O options) {
        return runOn(packet, options);
    }

    private R runOn(byte[] packet, @Nullable O options) {
        int program = programFor(packet.length);
        TestRun run = TestRun.ofThread();
        Printk printk = printk();
        printk.start();
        int error = execute(run, program, packet, options);
        if (error < 0) {
            throw failure(error, packet.length, run, options);
        }
        R result = result(packet, run);
        result.recordPrintk(printk.stop());
        result.recordOptions(options);
        recorder().ran(result);
        return result;
    }

    /** Runs the program many times in a row on one buffer, for its time; the report counts no such runs. */
    R repeated(byte[] packet, @Nullable O options, int times) {
        int program = programFor(packet.length);
        TestRun run = TestRun.ofThread();
        run.repeat(times);
        try {
            int error = execute(run, program, packet, options);
            if (error < 0) {
                throw failure(error, packet.length, run, options);
            }
            return result(packet, run);
        } finally {
            run.repeat(1);
        }
    }

    @Override
    public final Benchmark benchmark(byte[] packet) {
        return recorded(Sampler.measure(new PacketTiming<>(this, packet, null)));
    }

    @Override
    public final Benchmark benchmark(byte[] packet, O options) {
        return recorded(Sampler.measure(new PacketTiming<>(this, packet, options)));
    }

    @Override
    public final BenchmarkComparison benchmarkAgainst(
            PacketReadingProgram<?, ?> reference, byte[] packet, double allowed) {
        if (!(reference instanceof PacketReadingHandle<?, ?> other)) {
            throw NoRepeat.of(reference.info());
        }
        return recorded(Interleaved.measure(new PacketTiming<>(this, packet, null), other.timing(packet), allowed));
    }

    private PacketTiming<R, O> timing(byte[] packet) {
        return new PacketTiming<>(this, packet, null);
    }

    /** Runs the program on a caller's buffers without options; the output's limit becomes the end of what came out. */
    final int runInto(ByteBuffer packet, ByteBuffer output) {
        int program = programFor(packet.remaining());
        TestRun run = TestRun.ofThread();
        int error = run.run(program, packet, output);
        if (error < 0) {
            // Of fragments that do not fit the kernel tells neither size nor return value (bpf_test_finish).
            throw Errno.ENOSPC.is(error) && run.outputSize() <= output.remaining()
                    ? tooSmallForFragments(output.remaining())
                    : failure(error, packet.remaining(), run, null);
        }
        if (output.hasRemaining()) {
            complete(packet, output, run.outputSize());
            output.limit(output.position() + run.outputSize());
        }
        recorder().ran(run.returnValue());
        return run.returnValue();
    }

    @Override
    public final Replay replay(Path capture, ReplayOptions options) {
        return new Replayer(
                        this,
                        ObjectId.tagOfProgram(fd()),
                        isStateless(),
                        () -> new HandleRunner(this),
                        () -> maps(REPLAYED_ENTRIES))
                .replay(capture, options);
    }

    /** The program's file descriptor, for a packet that is long enough. */
    final int programFor(int length) {
        int program = fd();
        if (length < RunErrors.SHORTEST) {
            throw errors.tooShort(info(), length);
        }
        return program;
    }

    /** Says why a run failed. */
    final RuntimeException failure(int error, int length, TestRun run, @Nullable O options) {
        return Errno.ENOSPC.is(error)
                ? tooSmall(run.outputSize(), run.returnValue())
                : errors.of(info(), error, length, options);
    }
}
