package io.bpftest.program;

import io.bpftest.packet.PacketParser;
import java.time.Duration;
import org.pcap4j.packet.Packet;

/** What one test run of a program that takes a packet gave. */
public abstract class ProgramRun {

    private final Program program;
    private final byte[] input;
    private final byte[] output;
    private final int returnValue;
    private final int nanoseconds;

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

    /** The return value in the words of the program's type, such as {@code XDP_DROP}, or as a number. */
    public abstract String outcome();

    @Override
    public String toString() {
        return program.info().title() + " \"" + program.info().name() + "\" returned " + outcome();
    }
}
