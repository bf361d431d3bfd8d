package io.bpftest.assertion;

import io.bpftest.program.ReplayedPacket;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a packet, as a line of an approval: number, seconds since the first packet, verdict, output, and the packet for
 * readers.
 */
record VerdictLine(long number, String time, String outcome, String output, String summary) {

    private static final String BETWEEN = "  ";

    static VerdictLine of(ReplayedPacket packet, long firstNanos, String summary) {
        double seconds = (packet.nanos() - firstNanos) / 1e9;
        return new VerdictLine(
                packet.number(),
                String.format(Locale.ROOT, "%.6f", seconds),
                packet.outcome(),
                packet.output(),
                summary);
    }

    /** Reads a line; empty if it is none. */
    static Optional<VerdictLine> parse(String line) {
        String[] parts = line.strip().split(" {2,}", 5);
        if (parts.length < 5 || !parts[0].matches("[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        return Optional.of(new VerdictLine(Long.parseLong(parts[0]), parts[1], parts[2], parts[3], parts[4]));
    }

    /** Whether the program treated the packet the same way. */
    boolean agreesWith(VerdictLine other) {
        return number == other.number && outcome.equals(other.outcome) && output.equals(other.output);
    }

    /** How the packet is treated otherwise than in another line: {@code XDP_PASS -> XDP_DROP}. */
    String changeTo(VerdictLine now) {
        return outcome.equals(now.outcome)
                ? outcome + ", output " + output + " -> " + now.output
                : outcome + " -> " + now.outcome;
    }

    /** The verdict, and the output where there is something to say of it. */
    String treatment() {
        return output.equals(ReplayedPacket.UNCHANGED) || output.equals(ReplayedPacket.NOTHING)
                ? outcome
                : outcome + ", output " + output;
    }

    /** Gives the line. */
    @Override
    public String toString() {
        return String.join(BETWEEN, Long.toString(number), time, outcome, output, summary);
    }
}
