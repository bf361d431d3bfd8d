package io.bpftest.engine.run;

import io.bpftest.engine.benchmark.Sampler;
import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.OwnSocket;
import io.bpftest.engine.kernel.Printk;
import io.bpftest.error.BpfException;
import io.bpftest.error.Problem;
import io.bpftest.error.RunRefusedException;
import io.bpftest.program.Benchmark;
import io.bpftest.program.SkLookupOptions;
import io.bpftest.program.SkLookupProgram;
import io.bpftest.program.SkLookupRun;
import java.nio.ByteBuffer;
import java.nio.channels.NetworkChannel;

/** Runs sk_lookup programs: a {@code struct bpf_sk_lookup} in and out, no packet. */
public final class SkLookupHandle extends LoadedHandle implements SkLookupProgram {

    /** In place of the pointer to the selected socket, which a caller has no use for. */
    private static final int COOKIE = 0;

    /** Makes the handle of a loaded program. */
    public SkLookupHandle(RunTarget target) {
        super(target);
    }

    @Override
    public SkLookupRun run(SkLookupOptions lookup) {
        int program = fd();
        TestRun run = TestRun.ofThread();
        lookup.write(run.contextToFill());
        Printk printk = printk();
        printk.start();
        int error = run.runOnContext(program, SkLookupOptions.SIZE);
        if (error < 0) {
            throw failure(error, lookup, run);
        }
        long cookie = NativeMemory.getLong(run.contextOut() + COOKIE);
        SkLookupRun result = new SkLookupRun(this, lookup, run.returnValue(), run.duration(), cookie);
        result.recordPrintk(printk.stop());
        recorder().ran(result);
        return result;
    }

    @Override
    public int run(SkLookupOptions lookup, ByteBuffer context) {
        int program = fd();
        TestRun run = TestRun.ofThread();
        lookup.write(run.contextToFill());
        int error = run.runOnContext(program, SkLookupOptions.SIZE, context);
        if (error < 0) {
            throw failure(error, lookup, run);
        }
        if (context.hasRemaining()) {
            context.limit(context.position() + run.contextSize());
        }
        recorder().ran(run.returnValue());
        return run.returnValue();
    }

    @Override
    public Benchmark benchmark(SkLookupOptions lookup) {
        return recorded(Sampler.measure(new LookupTiming(this, lookup)));
    }

    /** Runs the program many times in a row on one context, for its time. */
    SkLookupRun repeated(SkLookupOptions lookup, int times) {
        int program = fd();
        TestRun run = TestRun.ofThread();
        lookup.write(run.contextToFill());
        run.repeat(times);
        try {
            int error = run.runOnContext(program, SkLookupOptions.SIZE);
            if (error < 0) {
                throw failure(error, lookup, run);
            }
            return new SkLookupRun(
                    this, lookup, run.returnValue(), run.duration(), NativeMemory.getLong(run.contextOut() + COOKIE));
        } finally {
            run.repeat(1);
        }
    }

    @Override
    public long cookieOf(NetworkChannel socket) {
        return OwnSocket.of(socket).cookie();
    }

    private BpfException failure(int error, SkLookupOptions lookup, TestRun run) {
        if (Errno.ENOSPC.is(error)) {
            return tooSmall(run.contextSize(), run.returnValue());
        } else if (Errno.EOPNOTSUPP.is(error)) {
            return new RunRefusedException(new Problem(
                    this + " selected a socket of a reuseport group, for " + lookup,
                    Errno.text(error) + "; the program has run, so maps have changed",
                    "a socket without SO_REUSEPORT: in a test run the kernel does not choose one of the group",
                    "let the test's socket be without SO_REUSEPORT, or let the program give bpf_sk_assign the flag "
                            + "BPF_SK_LOOKUP_F_NO_REUSEPORT"));
        }
        return RunErrors.SK_LOOKUP.of(info(), error, 0, lookup);
    }
}
