package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.kernel.Kernel;
import io.bpftest.engine.kernel.Printk;
import io.bpftest.error.BpfException;
import io.bpftest.error.ContextException;
import io.bpftest.error.ConversionException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import io.bpftest.program.RawTracepointOptions;
import io.bpftest.program.RawTracepointProgram;
import io.bpftest.program.RawTracepointRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Runs raw tracepoint programs on arguments of 64 bits each. */
public final class RawTracepointHandle extends LoadedHandle implements RawTracepointProgram {

    /** {@code MAX_BPF_FUNC_ARGS}. */
    private static final int MOST_ARGUMENTS = 12;

    /** Makes the handle of a loaded program. */
    public RawTracepointHandle(RunTarget target) {
        super(target);
    }

    @Override
    public RawTracepointRun run(RawTracepointOptions options, long... arguments) {
        if (arguments.length > MOST_ARGUMENTS) {
            throw wrongNumber(arguments, "at most " + MOST_ARGUMENTS + ", which is what a tracepoint can have");
        }
        ContextRun run = ContextRun.ofThread();
        byte[] context = bytes(arguments);
        Printk printk = printk();
        printk.start();
        int error = options.cpu().isPresent()
                ? run.runOnCpu(fd(), context, options.cpu().getAsInt())
                : run.run(fd(), context, 0, context.length);
        if (error < 0) {
            throw failure(error, options, arguments);
        }
        RawTracepointRun result = new RawTracepointRun(this, arguments, options, run.returnValue());
        result.recordPrintk(
                options.cpu().isPresent() && prints() ? RawTracepointHandle::printedElsewhere : printk.stop());
        recorder().ran(result);
        return result;
    }

    @Override
    public RawTracepointRun runWith(Object context) {
        byte[] bytes = contexts().bytes(context);
        if (bytes.length % Long.BYTES != 0) {
            throw new ConversionException(new Problem(
                    "The context of " + this + " is no list of arguments",
                    "a struct of " + bytes.length + " bytes",
                    "a struct whose members are the tracepoint's arguments, 8 bytes each",
                    "declare the members as __u64, or run the program with run(long...)"));
        }
        long[] arguments = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asLongBuffer().get(arguments);
        return run(arguments);
    }

    private static List<String> printedElsewhere() {
        throw new FeatureMissingException(new Problem(
                "What programs print with bpf_printk on a CPU of choice cannot be captured",
                "a run on a CPU of choice, which is not in the thread that asked for it",
                "a run without the option onCpu",
                "leave the CPU out, or read the system's trace_pipe"));
    }

    private static byte[] bytes(long... arguments) {
        ByteBuffer bytes = ByteBuffer.allocate(arguments.length * Long.BYTES).order(ByteOrder.nativeOrder());
        bytes.asLongBuffer().put(arguments);
        return bytes.array();
    }

    private BpfException failure(int error, RawTracepointOptions options, long... arguments) {
        if (Errno.ENXIO.is(error)) {
            return new RunOptionException(new Problem(
                    this + " cannot run " + options,
                    "the kernel says " + Errno.text(error),
                    "a CPU that is online: " + Kernel.onlineCpus(),
                    "name one of these, or none for the CPU that the thread is on"));
        }
        if (Errno.EINVAL.is(error)) {
            ContextRun run = ContextRun.ofThread();
            int largest = MOST_ARGUMENTS * Long.BYTES;
            if (options.cpu().isPresent() && run.refusesCpu(fd(), largest)) {
                return new RunOptionException(new Problem(
                        this + " cannot run " + options,
                        "the kernel says " + Errno.text(error),
                        "a raw tracepoint program that does not sleep",
                        "leave the CPU out"));
            }
            int read = run.sizeRead(fd(), arguments.length * Long.BYTES, largest, Long.BYTES);
            if (read <= largest) {
                return wrongNumber(arguments, "at least " + read / Long.BYTES + ": the program reads as many");
            }
        }
        return RunErrors.refused(info(), error);
    }

    private ContextException wrongNumber(long[] arguments, String required) {
        return new ContextException(new Problem(
                this + " cannot run with " + count(arguments.length),
                count(arguments.length),
                required,
                "give the arguments of the tracepoint in its order, each as a long"));
    }

    private static String count(int number) {
        return number + (number == 1 ? " argument" : " arguments");
    }
}
