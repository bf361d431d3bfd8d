package io.bpftest.assertion;

import io.bpftest.program.Replay;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The texts of failed assertions on replays. */
final class ReplayFailure {

    private static final int MOST_SHOWN = 20;

    private ReplayFailure() {}

    /** Tells what is wrong with a replay as a whole. */
    static FailureText of(Replay replay, String problem) {
        return describe(new FailureText("the replay of " + replay.capture().getFileName() + " " + problem), replay);
    }

    /** Tells which packets the kernel did not take. */
    static FailureText notRun(Replay replay) {
        List<String> lines = replay.notRun()
                .limit(MOST_SHOWN)
                .map(packet -> "#" + packet.number() + "  " + packet.length() + " B  " + packet.protocol() + "  "
                        + packet.outcome())
                .collect(Collectors.toList());
        long all = replay.notRun().count();
        if (all > lines.size()) {
            lines.add("... " + (all - lines.size()) + " more");
        }
        FailureText text = new FailureText(ProgramFailure.subject(replay.program()) + " did not run on " + all + " of "
                + replay.size() + " packets of " + replay.capture().getFileName() + ": the kernel does not take them");
        return describe(text.lines("packets", lines), replay);
    }

    /** Adds what there is to say about any replay. */
    static FailureText describe(FailureText text, Replay replay) {
        replay.damage().ifPresent(damage -> text.line("damage", damage.problem().subject()));
        Map<String, SortedMap<String, Long>> all = replay.countsByProtocol();
        int width = all.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> counts = all.entrySet().stream()
                .map(entry ->
                        entry.getKey() + " ".repeat(width - entry.getKey().length()) + "  " + counts(entry.getValue()))
                .toList();
        return ProgramFailure.describe(text.lines("counts", counts), replay.program(), List.of());
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}
