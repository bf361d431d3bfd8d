package io.bpftest.program;

import io.bpftest.packet.PacketParser;
import org.pcap4j.packet.Packet;

/** What one test run of a program that takes a packet and gives one gave. */
public abstract class ProgramRun extends PacketRun {

    private final byte[] output;

    /**
     * Records a run; engines call this.
     *
     * @param input the packet as it went in; not copied
     * @param output the packet as it came out; not copied
     * @param returnValue the program's return value, as 32 bits
     * @param nanoseconds the mean time of a run, as the kernel measured it
     */
    protected ProgramRun(Program program, byte[] input, byte[] output, int returnValue, int nanoseconds) {
        super(program, input, returnValue, nanoseconds);
        this.output = output;
    }

    /** The packet's bytes as they came out, whole: a longer packet than went in is not cut. */
    public final byte[] output() {
        return output.clone();
    }

    /** The packet as it came out, dissected by pcap4j; what it cannot dissect is payload. */
    public final Packet packet() {
        return PacketParser.parse(output);
    }
}
