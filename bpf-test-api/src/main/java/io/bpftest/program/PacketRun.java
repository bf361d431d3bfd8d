package io.bpftest.program;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What one test run of a program that reads a packet gave. */
public abstract class PacketRun extends Run {

    private final byte[] input;
    private final int nanoseconds;
    private @Nullable Object options;

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

    /** Records the options that the program was run with, null for none; engines call this. */
    public final void recordOptions(@Nullable Object given) {
        options = given;
    }

    /** The options that were recorded, null for none. */
    final @Nullable Object recordedOptions() {
        return options;
    }

    /**
     * What the program was given beside the packet, as failure texts say it: {@code mark 7, interface lo (1)}. Empty
     * where that is nothing of the test's choice.
     */
    public String given() {
        return options == null ? "" : options.toString();
    }

    /** The kernel's own measure of the run; timer noise for a single run of a short program. */
    public final Duration duration() {
        return Duration.ofNanos(nanoseconds);
    }

    /** The outcome without figures, for runs to be counted by; see {@link ReplayedPacket#verdict}. */
    public String verdictName() {
        return outcome();
    }

    final int inputLength() {
        return input.length;
    }
}
