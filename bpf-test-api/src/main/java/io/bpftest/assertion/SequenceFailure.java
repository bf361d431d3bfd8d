package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.PacketRun;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramRun;
import io.bpftest.program.RunSequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The texts of failed assertions on sequences: which packet, the runs around it, and where all packets are saved. */
final class SequenceFailure {

    /** How many groups of equal outcomes are shown on either side of the packet. */
    private static final int AROUND = 3;

    /** How many ranges of wrong packets are shown. */
    private static final int MOST_RANGES = 8;

    private final RunSequence<?> runs;

    SequenceFailure(RunSequence<?> runs) {
        this.runs = runs;
    }

    /**
     * Tells that packets had another outcome than expected.
     *
     * @param wrong their numbers, at least one
     * @param checked how many were looked at
     */
    FailureText outcome(List<Integer> wrong, int checked, String expected) {
        int number = wrong.get(0);
        PacketRun run = runs.run(number);
        FailureText text = packet(new FailureText(run + " for " + of(number) + ", expected " + expected), run);
        if (checked > 1) {
            text.line("wrong", ranges(wrong) + ": " + wrong.size() + " of the " + checked + " checked");
        }
        return describe(text, number);
    }

    /** Tells that other assertions on a packet's run failed. */
    FailureText because(int number, AssertionError error) {
        PacketRun run = runs.run(number);
        FailureText text = packet(new FailureText(of(number) + " is not as expected"), run);
        return describe(text.line("because", String.valueOf(error.getMessage()).strip()), number);
    }

    /** Tells what is wrong with the sequence as a whole. */
    FailureText text(String problem) {
        return describe(new FailureText("the sequence " + problem), 0);
    }

    private FailureText packet(FailureText text, PacketRun run) {
        RunFailure.input(text, run);
        if (run instanceof ProgramRun changing && !Arrays.equals(run.input(), changing.output())) {
            text.line("output", PacketText.summary(changing.output()));
        }
        return text;
    }

    private FailureText describe(FailureText text, int number) {
        text.lines("runs", around(number));
        ProgramFailure.describe(text, runs.run(Math.max(1, number)));
        String saved =
                SavedPackets.save(runs.stream().map(PacketRun::input).collect(Collectors.toCollection(ArrayList::new)));
        return text.line("saved", saved);
    }

    private String of(int number) {
        return "packet " + number + " of " + runs.size();
    }

    /** The runs in groups of equal outcome, the one of the number on its own. */
    private List<String> around(int number) {
        List<Group> groups = groups(number);
        int middle = 0;
        while (number > 0 && groups.get(middle).last < number) {
            middle++;
        }
        int first = Math.max(0, middle - AROUND);
        int last = Math.min(groups.size() - 1, middle + AROUND);
        List<Group> shown = groups.subList(first, last + 1);
        int width =
                shown.stream().mapToInt(group -> group.range().length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        if (first > 0) {
            lines.add("... " + groups.get(first - 1).last + " before");
        }
        for (Group group : shown) {
            String mark = group.first == number && group.last == number ? "  <-" : "";
            lines.add(group.range() + " ".repeat(width - group.range().length()) + "  " + group.outcome + mark);
        }
        if (last < groups.size() - 1) {
            lines.add("... " + (runs.size() - groups.get(last).last) + " more");
        }
        return lines;
    }

    private List<Group> groups(int number) {
        boolean several =
                runs.stream().map(run -> run.program().info().name()).distinct().count() > 1;
        List<Group> groups = new ArrayList<>();
        for (int i = 1; i <= runs.size(); i++) {
            PacketRun run = runs.run(i);
            ProgramInfo info = run.program().info();
            String outcome = several ? info.name() + " " + run.outcome() : run.outcome();
            Group before = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (before != null && before.outcome.equals(outcome) && i != number && before.first != number) {
                groups.set(groups.size() - 1, new Group(before.first, i, outcome));
            } else {
                groups.add(new Group(i, i, outcome));
            }
        }
        return groups;
    }

    private static String ranges(List<Integer> numbers) {
        List<Group> ranges = new ArrayList<>();
        for (int number : numbers) {
            Group before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (before != null && before.last == number - 1) {
                ranges.set(ranges.size() - 1, new Group(before.first, number, ""));
            } else {
                ranges.add(new Group(number, number, ""));
            }
        }
        String shown = ranges.stream().limit(MOST_RANGES).map(Group::range).collect(Collectors.joining(", "));
        return ranges.size() > MOST_RANGES ? shown + ", ..." : shown;
    }

    private record Group(int first, int last, String outcome) {
        String range() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }
}
