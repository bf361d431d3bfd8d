package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.Printk;
import io.bpftest.error.BpfException;
import io.bpftest.error.ContextException;
import io.bpftest.error.Problem;
import io.bpftest.program.SyscallProgram;
import io.bpftest.program.SyscallRun;
import java.nio.ByteBuffer;

/** Runs syscall programs. */
public final class SyscallHandle extends LoadedHandle implements SyscallProgram {

    /** {@code U16_MAX} ({@code bpf_prog_test_run_syscall}). */
    private static final int LARGEST = 0xffff;

    /** Makes the handle of a loaded program. */
    public SyscallHandle(RunTarget target) {
        super(target);
    }

    @Override
    public SyscallRun run(byte[] context) {
        byte[] left = new byte[context.length];
        Printk printk = printk();
        printk.start();
        SyscallRun result = new SyscallRun(this, context, left, run(context, 0, context.length, left, 0));
        result.recordPrintk(printk.stop());
        recorder().ran(result);
        return result;
    }

    @Override
    public SyscallRun runWith(Object context) {
        return run(contexts().bytes(context));
    }

    @Override
    public <C> C contextAs(Class<C> type, byte[] context) {
        return contexts().value(type, context);
    }

    @Override
    public int run(ByteBuffer context) {
        if (context.isReadOnly()) {
            throw new IllegalArgumentException(
                    "the context's buffer is read-only: give one that the program's changes can be written to");
        }
        if (context.isDirect()) {
            return runInPlace(context);
        }
        int offset = context.arrayOffset() + context.position();
        return run(context.array(), offset, context.remaining(), context.array(), offset);
    }

    private int run(byte[] context, int offset, int size, byte[] left, int leftOffset) {
        check(size);
        ContextRun run = ContextRun.ofThread();
        int error = run.run(fd(), context, offset, size);
        if (error < 0) {
            throw failure(error, size);
        }
        run.copyContext(left, leftOffset, size);
        recorder().ran(run.returnValue());
        return run.returnValue();
    }

    private int runInPlace(ByteBuffer context) {
        check(context.remaining());
        ContextRun run = ContextRun.ofThread();
        int error = run.run(fd(), NativeMemory.address(context) + context.position(), context.remaining());
        if (error < 0) {
            throw failure(error, context.remaining());
        }
        recorder().ran(run.returnValue());
        return run.returnValue();
    }

    private void check(int size) {
        if (size > LARGEST) {
            throw new ContextException(new Problem(
                    this + " cannot run on a context of " + size + " bytes",
                    size + " bytes",
                    "at most " + LARGEST + " bytes, which is what the kernel takes",
                    "give the program's own struct; larger data goes through maps"));
        }
    }

    private BpfException failure(int error, int size) {
        if (Errno.EINVAL.is(error)) {
            int read = ContextRun.ofThread().sizeRead(fd(), size, LARGEST, 1);
            if (read <= LARGEST) {
                return new ContextException(new Problem(
                        this + " cannot run on a context of " + size + " bytes",
                        size + " bytes",
                        "at least " + read + " bytes: the program reads or writes its context up to there",
                        "give the whole struct that the program takes, members laid out as in C"));
            }
        }
        return RunErrors.refused(info(), error);
    }
}
