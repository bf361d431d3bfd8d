package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.kernel.Printk;
import io.bpftest.error.BpfException;
import io.bpftest.error.Problem;
import io.bpftest.error.RunRefusedException;
import io.bpftest.program.TracingProgram;
import io.bpftest.program.TracingRun;
import java.util.regex.Pattern;

/** Has the kernel call its test functions with a tracing program attached, since a test run does not attach it itself. */
public final class TracingHandle extends LoadedHandle implements TracingProgram {

    /** What a test run calls depends on how the program is attached ({@code bpf_prog_test_run_tracing}). */
    private static final Pattern CALLED =
            Pattern.compile("(fentry|fexit)(\\.s)?/bpf_fentry_test\\d+|fmod_ret(\\.s)?/bpf_modify_return_test2?");

    /** Another program that is attached at the same time would be run too. */
    private static final Object ONE_AT_A_TIME = new Object();

    private static final byte[] NOTHING = {};

    /** Makes the handle of a loaded program. */
    public TracingHandle(RunTarget target) {
        super(target);
    }

    @Override
    public TracingRun run() {
        int program = fd();
        if (!CALLED.matcher(info().section()).matches()) {
            throw notCalled();
        }
        synchronized (ONE_AT_A_TIME) {
            int link = Native.libbpf().bpf_raw_tracepoint_open(null, program);
            if (link < 0) {
                throw notAttached(link);
            }
            try {
                return call();
            } finally {
                Native.libc().close(link);
            }
        }
    }

    private TracingRun call() {
        ContextRun run = ContextRun.ofThread();
        Printk printk = printk();
        printk.start();
        int error = run.run(fd(), NOTHING, 0, 0);
        if (error < 0) {
            throw failure(error);
        }
        TracingRun result = new TracingRun(this, run.returnValue());
        result.recordPrintk(printk.stop());
        recorder().ran(result);
        return result;
    }

    private RunRefusedException notCalled() {
        return new RunRefusedException(new Problem(
                "No test run reaches " + this,
                "section " + info().section(),
                "fentry or fexit of bpf_fentry_test1 and its like, or fmod_ret of bpf_modify_return_test: a test run calls "
                        + "these functions and no other",
                "attach the program and do what makes the kernel call its function, or move what is to be tested into a "
                        + "function that a program of such a section shares"));
    }

    private RunRefusedException notAttached(int error) {
        return new RunRefusedException(new Problem(
                this + " cannot be attached for its test run",
                "the kernel says " + Errno.text(error),
                "a kernel that lets " + info().section() + " be attached",
                "use another kernel: some have no trampolines on their architecture, or forbid tracing"));
    }

    private BpfException failure(int error) {
        if (Errno.EFAULT.is(error)) {
            return new RunRefusedException(new Problem(
                    "The kernel gave up the test run of " + this,
                    "the kernel says " + Errno.text(error),
                    "its test functions returning what they should",
                    "look for another program, of another process perhaps, that changes what they return"));
        }
        return RunErrors.refused(info(), error);
    }
}
