package io.bpftest.assertion;

import io.bpftest.map.MapState;
import io.bpftest.packet.PacketText;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every failed assertion on a run tells: the packets, the maps, the program, and where the packets are saved. */
final class RunFailure {

    /** How many entries of each map are shown. */
    private static final int MOST_ENTRIES = 8;

    /** How many maps are shown that do not fit one line. */
    private static final int MOST_MAPS = 10;

    /** From how many characters on each map gets a line of its own. */
    private static final int LONG_LINE = 110;

    private RunFailure() {}

    /** Tells that a run gave another outcome than expected. */
    static FailureText outcome(ProgramRun run, String expected) {
        return describe(new FailureText(run + ", expected " + expected), run, null);
    }

    /** Tells that a run left another value in its context than expected. */
    static FailureText context(ProgramRun run, String field, String found, String expected) {
        ProgramInfo info = run.program().info();
        String sentence =
                info.title() + " \"" + info.name() + "\" left " + field + " " + found + ", expected " + expected;
        return describe(new FailureText(sentence), run, null);
    }

    /** Tells that a run printed something else than expected. */
    static FailureText printed(ProgramRun run, String expected) {
        ProgramInfo info = run.program().info();
        List<String> lines = run.printk();
        String found = lines.isEmpty()
                ? "nothing"
                : lines.size() == 1 ? PrintedText.quoted(lines.get(0)) : lines.size() + " lines";
        String sentence = info.title() + " \"" + info.name() + "\" printed " + found + ", expected " + expected;
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
        ProgramInfo info = run.program().info();
        return text.lines("maps", maps(run))
                .lines("printk", PrintedText.of(run))
                .line(
                        "source",
                        info.source() + ", section " + info.section() + ", kernel " + info.kernel() + " ("
                                + info.environment() + ")")
                .line("saved", SavedPackets.save(saved));
    }

    private static List<String> maps(ProgramRun run) {
        List<String> maps;
        try {
            maps = run.program().maps(MOST_ENTRIES).stream()
                    .map(MapState::toString)
                    .toList();
        } catch (RuntimeException e) {
            // The object is closed: its maps are gone, and the failure is told without them.
            return List.of();
        }
        String line = String.join("   ", maps);
        if (maps.isEmpty() || line.length() <= LONG_LINE) {
            return maps.isEmpty() ? maps : List.of(line);
        }
        List<String> lines = new ArrayList<>(maps.subList(0, Math.min(MOST_MAPS, maps.size())));
        if (maps.size() > MOST_MAPS) {
            lines.add("... " + (maps.size() - MOST_MAPS) + " more");
        }
        return lines;
    }
}
