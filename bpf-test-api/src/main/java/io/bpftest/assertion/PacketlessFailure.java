package io.bpftest.assertion;

import io.bpftest.packet.PacketText;
import io.bpftest.program.RawTracepointRun;
import io.bpftest.program.SyscallRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The texts of failed assertions on runs that took no packet. */
final class PacketlessFailure {

    /** How many lines of differing bytes are shown: with the rest, about what a screen holds. */
    private static final int MOST_LINES = 18;

    /** How many bytes of a context stand on its line. */
    private static final int MOST_BYTES = 32;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private PacketlessFailure() {}

    /** Adds what there is to say about a run, beginning with what went in. */
    static FailureText describe(FailureText text, SyscallRun run) {
        input(text, run);
        if (!Arrays.equals(run.input(), run.context())) {
            text.line("left", bytes(run.context()));
        }
        return ProgramFailure.describe(text, run);
    }

    /** Adds what there is to say about a run, beginning with what went in. */
    static FailureText describe(FailureText text, RawTracepointRun run) {
        text.line("arguments", arguments(run)).line("ran", run.options().toString());
        return ProgramFailure.describe(text, run);
    }

    /** Tells that a program left another context than expected. */
    static FailureText context(SyscallRun run, String problem, byte[] expected) {
        FailureText text = new FailureText(ProgramFailure.subject(run) + " " + problem);
        text.lines("bytes", difference(expected, run.context()));
        return ProgramFailure.describe(input(text, run).line("returned", run.outcome()), run);
    }

    private static FailureText input(FailureText text, SyscallRun run) {
        return text.line("context", bytes(run.input()));
    }

    private static List<String> difference(byte[] expected, byte[] found) {
        List<String> all = PacketText.hex(expected, found).lines().toList();
        List<String> shown = new ArrayList<>(List.of("- expected, + found"));
        shown.addAll(all.subList(0, Math.min(MOST_LINES, all.size())));
        if (all.size() > MOST_LINES) {
            shown.add("... " + (all.size() - MOST_LINES) + " more lines");
        }
        return shown;
    }

    private static String bytes(byte[] context) {
        if (context.length == 0) {
            return "none";
        }
        String shown = HEX.formatHex(context, 0, Math.min(MOST_BYTES, context.length));
        return context.length <= MOST_BYTES ? shown : shown + " ... " + (context.length - MOST_BYTES) + " more";
    }

    /** Small ones as numbers, the rest, which are pointers mostly, in hexadecimal. */
    private static String arguments(RawTracepointRun run) {
        if (run.arguments().length == 0) {
            return "none";
        }
        return Arrays.stream(run.arguments())
                .mapToObj(value -> value == (int) value ? Long.toString(value) : "0x" + Long.toHexString(value))
                .collect(Collectors.joining(", "));
    }
}
