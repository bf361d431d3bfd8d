package io.bpftest.assertion;

import io.bpftest.error.NoisyMachineException;
import io.bpftest.error.Problem;
import io.bpftest.program.BenchmarkComparison;
import io.bpftest.program.PacketReadingProgram;

/** Assertions on how long a program takes for one packet. */
public class SpeedAssert extends AbstractBpfAssert<SpeedAssert, PacketReadingProgram<?, ?>> {

    private final byte[] packet;

    /** Makes assertions on a program and a packet; see {@link PacketReadingProgramAssert#on(byte[])}. */
    public SpeedAssert(PacketReadingProgram<?, ?> actual, byte[] packet) {
        super(actual, SpeedAssert.class);
        this.packet = packet.clone();
    }

    /**
     * Passes unless the program takes more than so many times another's time. Both are measured in turn, in 20 to 100 rounds
     * of one sample each, and judged by the ratios within rounds: the assertion fails if their median is above the allowed ratio with
     * more than 99 % confidence ({@link BenchmarkComparison}).
     *
     * <pre>{@code
     * assertThat(newFirewall).on(packet).isNotSlowerThan(oldFirewall, 1.10); // passes: 1.02 times
     * assertThat(withLoop).on(packet).isNotSlowerThan(withoutLoop, 1.10);    // fails: 40 times
     * }</pre>
     *
     * @param reference the program to compare with
     * @param allowed how many times the reference's time the program may take, above 0; differences below a nanosecond are
     *     not seen
     * @throws NoisyMachineException if after 100 rounds the ratio is known less exactly than the allowed ratio asks for: the
     *     machine does too much else. It is neither a pass nor a failure of the program
     * @throws io.bpftest.error.BenchmarkException if one of the two is of a kind that the kernel does not repeat
     */
    public SpeedAssert isNotSlowerThan(PacketReadingProgram<?, ?> reference, double allowed) {
        isNotNull();
        return judge(actual.benchmarkAgainst(reference, packet, allowed));
    }

    /** Judges a comparison that was measured. */
    SpeedAssert judge(BenchmarkComparison comparison) {
        switch (comparison.outcome()) {
            case SLOWER -> throw failed(SpeedFailure.text(comparison));
            case TOO_NOISY ->
                throw new NoisyMachineException(new Problem(
                        SpeedFailure.subject(comparison) + " cannot be compared with "
                                + SpeedFailure.reference(comparison) + " on this machine now",
                        comparison + "\n" + comparison.subject().noise() + "\nreference: "
                                + comparison.reference().noise(),
                        "an interval as narrow as " + comparison.allowed() + " times asks for",
                        "run such tests while the machine does nothing else, or allow more"));
            default -> {
                return myself;
            }
        }
    }
}
