package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.ProgramRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every failed assertion on the run of a packet tells: the packets, the program, and where the packets are saved. */
final class RunFailure {

    private RunFailure() {}

    /** Tells that a run gave another outcome than expected. */
    static FailureText outcome(ProgramRun run, String expected) {
        return describe(new FailureText(run + ", expected " + expected), run, null);
    }

    /** Tells that a run left another value in its context than expected. */
    static FailureText context(ProgramRun run, String field, String found, String expected) {
        String sentence =
                ProgramFailure.subject(run.program()) + " left " + field + " " + found + ", expected " + expected;
        return describe(new FailureText(sentence), run, null);
    }

    /**
     * Adds what there is to say about a run.
     *
     * @param wanted the packet that should have come out; null where any would do
     */
    static FailureText describe(FailureText text, ProgramRun run, byte @Nullable [] wanted) {
        byte[] input = run.input();
        byte[] output = run.output();
        List<byte[]> saved = new ArrayList<>(List.of(input));
        text.line("packet", PacketText.summary(input));
        if (wanted != null || !Arrays.equals(input, output)) {
            text.line("output", PacketText.summary(output));
            saved.add(output);
        }
        if (wanted != null && !Arrays.equals(input, wanted)) {
            text.line("wanted", PacketText.summary(wanted));
            saved.add(wanted);
        }
        return ProgramFailure.describe(text, run.program()).line("saved", SavedPackets.save(saved));
    }
}
