package io.bpftest.program;

import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import java.util.OptionalInt;

/**
 * Where a raw tracepoint program runs. Immutable: each call gives a changed copy.
 *
 * <p>Minimum kernel 5.10.
 */
public final class RawTracepointOptions {

    private static final RawTracepointOptions NONE = new RawTracepointOptions(OptionalInt.empty());

    private final OptionalInt cpu;

    private RawTracepointOptions(OptionalInt cpu) {
        this.cpu = cpu;
    }

    /** Gives options that set nothing: the program runs on the CPU that the thread happens to be on. */
    public static RawTracepointOptions rawTracepointOptions() {
        return NONE;
    }

    /**
     * Has the program run on a CPU ({@code BPF_F_TEST_RUN_ON_CPU}), in an interrupt where it is another than the
     * thread's. Whether the CPU is there shows when the program is run. Sleepable programs cannot be sent to a CPU.
     *
     * @param number the CPU's number, from 0
     * @throws RunOptionException if it is negative
     */
    public RawTracepointOptions onCpu(int number) {
        if (number < 0) {
            throw new RunOptionException(new Problem(
                    "A CPU cannot have the number " + number,
                    Integer.toString(number),
                    "0 or more",
                    "give a CPU's number, or leave it out for the CPU that the thread is on"));
        }
        return new RawTracepointOptions(OptionalInt.of(number));
    }

    /** The CPU to run on; empty for the thread's. */
    public OptionalInt cpu() {
        return cpu;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawTracepointOptions options && cpu.equals(options.cpu);
    }

    @Override
    public int hashCode() {
        return cpu.hashCode();
    }

    @Override
    public String toString() {
        return cpu.isPresent() ? "on CPU " + cpu.getAsInt() : "on the CPU that the thread is on";
    }
}
