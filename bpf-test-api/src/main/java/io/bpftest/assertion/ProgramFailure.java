package io.bpftest.assertion;

import io.bpftest.map.MapState;
import io.bpftest.program.Program;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.Run;
import java.util.ArrayList;
import java.util.List;

/** What every failed assertion on a run tells of the program: what its maps hold, where it comes from, where it ran. */
final class ProgramFailure {

    /** How many entries of each map are shown. */
    private static final int MOST_ENTRIES = 8;

    /** How many maps are shown that do not fit one line. */
    private static final int MOST_MAPS = 10;

    /** From how many characters on each map gets a line of its own. */
    private static final int LONG_LINE = 110;

    private ProgramFailure() {}

    /** Names the program of a run as the beginning of a sentence does. */
    static String subject(Run run) {
        return subject(run.program());
    }

    /** Names a program as the beginning of a sentence does. */
    static String subject(Program program) {
        return subject(program.info());
    }

    /** Names a program, of which there may be no handle any more. */
    static String subject(ProgramInfo program) {
        return program.title() + " \"" + program.name() + "\"";
    }

    /** Adds what there is to say about any run: the maps, what it printed, the program, and where it ran. */
    static FailureText describe(FailureText text, Run run) {
        return describe(text, run.program(), PrintedText.of(run::printk));
    }

    /** Adds what there is to say about any program that ran, with the lines to show of what it printed. */
    static FailureText describe(FailureText text, Program program, List<String> printed) {
        return text.lines("maps", maps(program)).lines("printk", printed).line("source", source(program.info()));
    }

    /** Says where a program comes from and where it runs. */
    static String source(ProgramInfo program) {
        return program.source() + (program.section().isEmpty() ? "" : ", section " + program.section()) + ", kernel "
                + program.kernel() + " (" + program.environment() + ")";
    }

    private static List<String> maps(Program program) {
        List<String> maps;
        try {
            maps = program.maps(MOST_ENTRIES).stream().map(MapState::toString).toList();
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
