package io.bpftest.program;

import java.time.Duration;

/** What one test run of a program that reads a packet gave. */
public abstract class PacketRun extends Run {

    private final byte[] input;
    private final int nanoseconds;

    /**
     * Records a run; engines call this.
     *
     * @param input the packet as it went in; not copied
     * @param returnValue the program's return value, as 32 bits
     * @param nanoseconds the mean time of a run, as the kernel measured it
     */
    protected PacketRun(Program program, byte[] input, int returnValue, int nanoseconds) {
        super(program, returnValue);
        this.input = input;
        this.nanoseconds = nanoseconds;
    }

    /** The packet's bytes as they went in. */
    public final byte[] input() {
        return input.clone();
    }

    /** The kernel's own measure of the run; timer noise for a single run of a short program. */
    public final Duration duration() {
        return Duration.ofNanos(nanoseconds);
    }

    final int inputLength() {
        return input.length;
    }
}
