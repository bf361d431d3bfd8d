package io.bpftest.program;

import io.bpftest.packet.PacketParser;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.pcap4j.packet.Packet;

/** What one test run of a program that takes a packet gave. */
public abstract class ProgramRun {

    private final Program program;
    private final byte[] input;
    private final byte[] output;
    private final int returnValue;
    private final int nanoseconds;
    private Supplier<List<String>> printk = List::of;

    /**
     * Records a run; engines call this.
     *
     * @param input the packet as it went in; not copied
     * @param output the packet as it came out; not copied
     * @param returnValue the program's return value, as 32 bits
     * @param nanoseconds the mean time of a run, as the kernel measured it
     */
    protected ProgramRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds) {
        this.program = program;
        this.input = input;
        this.output = output;
        this.returnValue = returnValue;
        this.nanoseconds = nanoseconds;
    }

    /** The program that ran. */
    public final Program program() {
        return program;
    }

    /** The packet's bytes as they went in. */
    public final byte[] input() {
        return input.clone();
    }

    final int inputLength() {
        return input.length;
    }

    /** The packet's bytes as they came out, whole: a longer packet than went in is not cut. */
    public final byte[] output() {
        return output.clone();
    }

    /** The packet as it came out, dissected by pcap4j; what it cannot dissect is payload. */
    public final Packet packet() {
        return PacketParser.parse(output);
    }

    /** The return value as the program gave it, in 32 bits. */
    public final int returnValue() {
        return returnValue;
    }

    /** The kernel's own measure of the run; timer noise for a single run of a short program. */
    public final Duration duration() {
        return Duration.ofNanos(nanoseconds);
    }

    /**
     * What the run printed with {@code bpf_printk}: a line for each call, without a newline at its end. Lines of other
     * runs, threads and processes are not among them. Beyond some 64 KiB a last line says that more followed.
     *
     * <p>The kernel tells it since Linux 5.9, to processes with CAP_PERFMON that may read tracefs or mount it
     * (CAP_SYS_ADMIN); without a call of {@code bpf_printk} in the program's object it is empty anywhere.
     *
     * @throws io.bpftest.error.PrivilegeException if this process may not capture it
     * @throws io.bpftest.error.FeatureMissingException if this kernel does not tell it
     */
    public final List<String> printk() {
        return printk.get();
    }

    /** Records what the run printed, or what keeps that from being known; engines call this. */
    public final void recordPrintk(Supplier<List<String>> lines) {
        printk = lines;
    }

    /** The return value in the words of the program's type, such as {@code XDP_DROP}, or as a number. */
    public abstract String outcome();

    @Override
    public String toString() {
        return program.info().title() + " \"" + program.info().name() + "\" returned " + outcome();
    }
}
