package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.PacketRun;
import io.bpftest.program.ProgramRun;
import io.bpftest.program.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every failed assertion on a run tells: the packets, the maps, the program, and where the packets are saved. */
final class RunFailure {

    private RunFailure() {}

    /** Tells that a run gave another outcome than expected. */
    static FailureText outcome(Run run, String expected) {
        return new FailureText(run + ", expected " + expected);
    }

    /** Tells that a run left another value in its context than expected. */
    static FailureText context(Run run, String field, String found, String expected) {
        return new FailureText(ProgramFailure.subject(run) + " left " + field + " " + found + ", expected " + expected);
    }

    /** Adds what there is to say about a run that reads a packet and gives none. */
    static FailureText describe(FailureText text, PacketRun run) {
        return describe(text, run, "", "");
    }

    /** As {@link #describe(FailureText, PacketRun)}, with a line of what came out in the packet's place. */
    static FailureText describe(FailureText text, PacketRun run, String label, String cameOut) {
        input(text, run);
        if (!label.isEmpty()) {
            text.line(label, cameOut);
        }
        return ProgramFailure.describe(text, run).line("saved", SavedPackets.save(List.of(run.input())));
    }

    /** Adds what went in: the packet, and what the program was given beside it. */
    static FailureText input(FailureText text, PacketRun run) {
        return text.line("packet", PacketText.summary(run.input())).line("given", run.given());
    }

    /** Tells that a run printed something else than expected. */
    static FailureText printed(Run run, String expected) {
        List<String> lines = run.printk();
        String found = lines.isEmpty()
                ? "nothing"
                : lines.size() == 1 ? PrintedText.quoted(lines.get(0)) : lines.size() + " lines";
        return new FailureText(ProgramFailure.subject(run) + " printed " + found + ", expected " + expected);
    }

    /**
     * Adds what there is to say about a run that takes a packet and gives one.
     *
     * @param wanted the packet that should have come out; null where any would do
     */
    static FailureText describe(FailureText text, ProgramRun run, byte @Nullable [] wanted) {
        byte[] input = run.input();
        byte[] output = run.output();
        List<byte[]> saved = new ArrayList<>(List.of(input));
        input(text, run);
        if (wanted != null || !Arrays.equals(input, output)) {
            text.line("output", PacketText.summary(output));
            saved.add(output);
        }
        if (wanted != null && !Arrays.equals(input, wanted)) {
            text.line("wanted", PacketText.summary(wanted));
            saved.add(wanted);
        }
        return ProgramFailure.describe(text, run).line("saved", SavedPackets.save(saved));
    }
}
