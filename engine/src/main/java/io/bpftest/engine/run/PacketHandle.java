package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Printk;
import io.bpftest.error.OutputTooSmallException;
import io.bpftest.error.Problem;
import io.bpftest.map.MapState;
import io.bpftest.program.PacketProgram;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramRun;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the handles of all program types have in common that take one packet and give one. */
abstract class PacketHandle<R extends ProgramRun, O> implements PacketProgram<R, O> {

    private final RunTarget target;
    private final RunErrors errors;

    PacketHandle(RunTarget target, RunErrors errors) {
        this.target = target;
        this.errors = errors;
    }

    /** Runs the program on a packet, with a context where there are options; gives 0 or a negative errno. */
    abstract int execute(TestRun run, int program, byte[] packet, @Nullable O options);

    /** Makes the typed result of a run. */
    abstract R result(byte[] input, TestRun run);

    /** Puts right what the kernel left out of an output that begins at the buffer's position; allocates nothing. */
    void complete(ByteBuffer packet, ByteBuffer output, int size) {}

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
    public final R run(byte[] packet) {
        return runOn(packet, null);
    }

    @Override
    public final R run(byte[] packet, O options) {
        return runOn(packet, options);
    }

    private R runOn(byte[] packet, @Nullable O options) {
        checkLength(packet.length);
        TestRun run = TestRun.ofThread();
        Printk printk = Printk.of(target.prints());
        printk.start();
        int error = execute(run, target.fd(), packet, options);
        if (error < 0) {
            throw failure(error, packet.length, run, options);
        }
        R result = result(packet, run);
        result.recordPrintk(printk.stop());
        return result;
    }

    @Override
    public final int run(ByteBuffer packet, ByteBuffer output) {
        checkLength(packet.remaining());
        TestRun run = TestRun.ofThread();
        int error = run.run(target.fd(), packet, output);
        if (error < 0) {
            throw failure(error, packet.remaining(), run, null);
        }
        if (output.hasRemaining()) {
            complete(packet, output, run.outputSize());
            output.limit(output.position() + run.outputSize());
        }
        return run.returnValue();
    }

    @Override
    public String toString() {
        return info().title() + " \"" + info().name() + "\"";
    }

    private void checkLength(int length) {
        target.lifetime().check();
        if (length < RunErrors.SHORTEST) {
            throw errors.tooShort(info(), length);
        }
    }

    private RuntimeException failure(int error, int length, TestRun run, @Nullable O options) {
        if (Errno.ENOSPC.is(error)) {
            return new OutputTooSmallException(new Problem(
                    this + " ran, but its output does not fit the buffer",
                    run.outputSize() + " bytes of output; return value " + run.returnValue(),
                    "a buffer with at least " + run.outputSize() + " bytes remaining",
                    "give a larger buffer; the program has run, so maps have changed"));
        }
        return errors.of(info(), error, length, options);
    }
}
