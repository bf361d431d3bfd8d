package io.bpftest.program;

import java.util.Locale;

/**
 * What an oracle says should become of a packet.
 *
 * @param outcome in the words of failure texts: {@code pass}, {@code drop}, or an outcome such as {@code XDP_TX}
 */
public record Expectation(String outcome) {

    private static final Expectation PASS = new Expectation("pass");
    private static final Expectation DROP = new Expectation("drop");

    /** The packet goes its usual way, whatever the type of program calls that: XDP_PASS, TC_ACT_OK, accepted. */
    public static Expectation pass() {
        return PASS;
    }

    /** The packet is dropped by decision, whatever the type of program calls that: XDP_DROP, TC_ACT_SHOT, 0. */
    public static Expectation drop() {
        return DROP;
    }

    /**
     * The program gives one certain outcome.
     *
     * @param outcome as {@link Run#outcome()} gives it, such as {@code XDP_TX}; in any case of letters
     */
    public static Expectation outcome(String outcome) {
        return new Expectation(outcome);
    }

    /** Tells whether a run did what is expected. */
    public boolean isMetBy(PacketRun run) {
        if (equals(PASS) || equals(DROP)) {
            return run instanceof PacketDecision decision && (equals(PASS) ? decision.passes() : decision.drops());
        }
        return run.outcome().toLowerCase(Locale.ROOT).equals(outcome.toLowerCase(Locale.ROOT));
    }
}
