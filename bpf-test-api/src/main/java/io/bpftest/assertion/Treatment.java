package io.bpftest.assertion;

import io.bpftest.error.PacketException;
import io.bpftest.program.Expectation;
import io.bpftest.program.PacketDecision;
import io.bpftest.program.PacketRun;
import io.bpftest.program.ProgramRun;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What became of a packet at one side of an agreement: a run, an oracle's expectation, or the kernel's refusal. */
record Treatment(
        @Nullable PacketRun run,
        @Nullable Expectation expectation,
        @Nullable PacketException refusal) {

    static Treatment of(PacketRun run) {
        return new Treatment(run, null, null);
    }

    static Treatment expected(Expectation expectation) {
        return new Treatment(null, expectation, null);
    }

    static Treatment refused(PacketException refusal) {
        return new Treatment(null, null, refusal);
    }

    boolean isRefused() {
        return refusal != null;
    }

    /** Its verdict in the words of failure texts. */
    String verdict() {
        if (run != null) {
            return run.outcome();
        }
        return expectation != null ? expectation.outcome() : "refused by the kernel";
    }

    /** Tells whether the other side gives the same verdict; programs of different types by pass and drop alone. */
    boolean agreesWith(Treatment other) {
        if (isRefused() || other.isRefused()) {
            return false;
        }
        if (run != null && other.expectation != null) {
            return other.expectation.isMetBy(run);
        }
        if (run == null || other.run == null) {
            return false;
        }
        boolean alike =
                run.program().info().type() == other.run.program().info().type();
        return alike ? run.outcome().equals(other.run.outcome()) : decision(run).equals(decision(other.run));
    }

    /** Tells whether another packet came out; what both drop has no output, and an oracle tells of none. */
    boolean givesOtherOutputThan(Treatment other) {
        return run instanceof ProgramRun mine
                && other.run instanceof ProgramRun theirs
                && !(isDropped(mine) && isDropped(theirs))
                && !Arrays.equals(mine.output(), theirs.output());
    }

    private static boolean isDropped(PacketRun run) {
        return run instanceof PacketDecision decision && decision.drops();
    }

    private static String decision(PacketRun run) {
        if (run instanceof PacketDecision decision && (decision.passes() || decision.drops())) {
            return decision.passes() ? "pass" : "drop";
        }
        return run.outcome();
    }
}
