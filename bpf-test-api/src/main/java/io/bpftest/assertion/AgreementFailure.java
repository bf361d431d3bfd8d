package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The text of a failed agreement: how many packets differ, the first of each kind, and where these are saved. */
final class AgreementFailure {

    /** How many groups are shown. */
    private static final int MOST_SHOWN = 8;

    private final Comparison comparison;
    private final MapComparison maps;

    AgreementFailure(Comparison comparison, MapComparison maps) {
        this.comparison = comparison;
        this.maps = maps;
    }

    /** Writes the text for so many packets. */
    FailureText text(long packets) {
        FailureText text = new FailureText(sentence(packets));
        List<Disagreements.Group> groups = comparison.disagreements.groups();
        text.lines("differ", groups(groups));
        groups.stream()
                .map(Disagreements.Group::first)
                .filter(first -> first.otherOutput() && first.found().agreesWith(first.expected()))
                .findFirst()
                .ifPresent(first -> text.lines("output", output(first)));
        text.lines("content", maps.lines());
        text.lines(
                "except",
                comparison.exceptions.stream().map(NamedDifference::toString).toList());
        text.line("refused", comparison.refusedText());
        ProgramFailure.describe(text, Objects.requireNonNull(comparison.found.program()), List.of());
        Program reference = comparison.expected.program();
        if (reference != null) {
            ProgramInfo info = reference.info();
            text.line("other", info.source() + ", section " + info.section());
        }
        if (!groups.isEmpty()) {
            List<byte[]> firsts =
                    groups.stream().map(group -> group.first().packet()).toList();
            text.line("saved", SavedPackets.save(firsts));
        }
        return text;
    }

    private String sentence(long packets) {
        String mine = comparison.found.title();
        String theirs = comparison.expected.title();
        Program reference = comparison.expected.program();
        if (mine.equals(theirs) && reference != null) {
            mine += " of "
                    + Objects.requireNonNull(comparison.found.program()).info().source();
            theirs += " of " + reference.info().source();
        }
        long count = comparison.disagreements.count();
        if (count > 0) {
            return mine + " disagrees with " + theirs + " on " + count + " of " + packets
                    + (packets == 1 ? " packet" : " packets");
        }
        if (!maps.lines().isEmpty()) {
            return mine + " leaves other content in maps than " + theirs + " after " + packets
                    + (packets == 1 ? " packet" : " packets");
        }
        return mine + " agrees with " + theirs + " on what was expected to differ";
    }

    private List<String> groups(List<Disagreements.Group> groups) {
        List<String> lines = new ArrayList<>();
        long rest = comparison.disagreements.others();
        for (int i = 0; i < groups.size(); i++) {
            Disagreements.Group group = groups.get(i);
            if (i >= MOST_SHOWN) {
                rest += group.count();
                continue;
            }
            Disagreement first = group.first();
            lines.add(group.count() + (group.count() == 1 ? " packet: " : " packets: ") + first.verdicts());
            lines.add("  #" + first.number() + " " + PacketText.summary(first.packet()));
            if (!group.shrunk().isEmpty()) {
                lines.add("  " + group.shrunk());
            }
        }
        if (rest > 0) {
            lines.add("... " + rest + " more of other kinds; the capture has the first of each");
        }
        return lines;
    }

    private static List<String> output(Disagreement first) {
        List<String> lines = new ArrayList<>(List.of("of packet #" + first.number()));
        lines.addAll(PacketDifference.between(output(first.expected()), output(first.found()))
                .table());
        return lines;
    }

    private static byte[] output(Treatment treatment) {
        return ((ProgramRun) Objects.requireNonNull(treatment.run())).output();
    }
}
