package io.bpftest.program;

import java.util.List;
import java.util.function.Supplier;

/** What one test run of any program gave: its return value, at least. */
public abstract class Run {

    private final Program program;
    private final int returnValue;
    private Supplier<List<String>> printk = List::of;

    /**
     * Records a run; engines call this.
     *
     * @param returnValue the program's return value, as 32 bits
     */
    protected Run(Program program, int returnValue) {
        this.program = program;
        this.returnValue = returnValue;
    }

    /** The program that ran. */
    public Program program() {
        return program;
    }

    /** The return value as the program gave it, in 32 bits. */
    public final int returnValue() {
        return returnValue;
    }

    /**
     * What the run printed with {@code bpf_printk}: a line for each call, without a newline at its end. Lines of other
     * runs, threads and processes are not among them. Beyond some 64 KiB a last line says that more followed.
     *
     * <p>The kernel tells it since Linux 5.9, to processes with CAP_PERFMON that may read tracefs or mount it
     * (CAP_SYS_ADMIN); without a call of {@code bpf_printk} in the program's object it is empty anywhere.
     *
     * @throws io.bpftest.error.PrivilegeException if this process may not capture it
     * @throws io.bpftest.error.FeatureMissingException if this kernel does not tell it, or the program ran on a CPU of
     *     choice, where no thread of this process listens
     */
    public final List<String> printk() {
        return printk.get();
    }

    /** Records what the run printed, or what keeps that from being known; engines call this. */
    public final void recordPrintk(Supplier<List<String>> lines) {
        printk = lines;
    }

    /** The return value in the words of the program's type, such as {@code XDP_DROP}, or as a number. */
    public String outcome() {
        return Integer.toString(returnValue);
    }

    @Override
    public String toString() {
        return program.info().title() + " \"" + program.info().name() + "\" returned " + outcome();
    }
}
