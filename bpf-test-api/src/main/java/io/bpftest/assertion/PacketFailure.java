package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.ProgramRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The texts of failed packet assertions, on the output of a run or on any packet. */
final class PacketFailure {

    /** How many lines of differing bytes are shown: with the rest, about what a screen holds. */
    private static final int MOST_LINES = 18;

    private final byte[] found;
    private final @Nullable ProgramRun run;

    /** Speaks of the packet that a run gave. */
    PacketFailure(ProgramRun run) {
        this.found = run.output();
        this.run = run;
    }

    /** Speaks of a packet of whatever origin. */
    PacketFailure(byte[] found) {
        this.found = found;
        this.run = null;
    }

    /** Tells that a run changed the packet. */
    FailureText changed() {
        ProgramRun changing = Objects.requireNonNull(run);
        return difference(
                new FailureText(ProgramFailure.subject(changing) + " changed the packet, expected it unchanged"),
                changing.input());
    }

    /** Tells that a run left the packet as it was. */
    FailureText unchanged() {
        ProgramRun idle = Objects.requireNonNull(run);
        return describe(
                new FailureText(ProgramFailure.subject(idle) + " left the packet unchanged, expected it changed"),
                null);
    }

    /** Tells that this is not the expected packet: its headers first, then its bytes. */
    FailureText differs(byte[] expected) {
        return difference(new FailureText(subject() + " differs from the expected packet"), expected);
    }

    /** Tells what else is wrong with the packet. */
    FailureText text(String problem) {
        return describe(new FailureText(subject() + " " + problem), null);
    }

    /** Tells what else is wrong with the packet, with one more line. */
    FailureText text(String problem, String label, String line) {
        return describe(new FailureText(subject() + " " + problem).line(label, line), null);
    }

    private FailureText difference(FailureText text, byte[] expected) {
        text.lines("header", PacketDifference.between(expected, found).table());
        text.lines("bytes", bytes(expected));
        return describe(text, expected);
    }

    private List<String> bytes(byte[] expected) {
        List<String> all = PacketText.hex(expected, found).lines().toList();
        List<String> shown = new ArrayList<>(List.of("- expected, + found"));
        int end = Math.min(MOST_LINES, all.size());
        // A changed line is three: expected, found, and the marks below; none is shown without the others.
        if (end < all.size() && all.get(end).contains("^")) {
            end -= 2;
        } else if (end < all.size()
                && all.get(end).startsWith("+")
                && all.get(end - 1).startsWith("-")) {
            end--;
        }
        shown.addAll(all.subList(0, end));
        if (end < all.size()) {
            shown.add("... " + (all.size() - end) + " more lines; the capture has all bytes");
        }
        return shown;
    }

    private FailureText describe(FailureText text, byte @Nullable [] expected) {
        if (run != null) {
            return RunFailure.describe(text, run, expected);
        }
        List<byte[]> saved = new ArrayList<>(List.of(found));
        text.line("packet", PacketText.summary(found));
        if (expected != null) {
            text.line("wanted", PacketText.summary(expected));
            saved.add(expected);
        }
        return text.line("saved", SavedPackets.save(saved));
    }

    private String subject() {
        return run == null ? "the packet" : "the output of " + ProgramFailure.subject(run);
    }
}
