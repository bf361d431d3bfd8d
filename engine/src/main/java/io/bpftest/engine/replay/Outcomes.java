package io.bpftest.engine.replay;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.program.PacketRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The words for what a program returned, asked for once for each value. */
final class Outcomes {

    private final Map<Integer, Words> words = new ConcurrentHashMap<>();

    /**
     * What became of a packet.
     *
     * @param outcome in full, such as {@code 60 (accept)}
     * @param verdict to count by, such as {@code accept}
     */
    record Words(String outcome, String verdict) {}

    /** Tells whether it is known what a value is called. */
    boolean knows(int returnValue) {
        return words.containsKey(returnValue);
    }

    /** Learns what a value is called, from a run that gave it. */
    void learn(int returnValue, PacketRun run) {
        words.put(returnValue, new Words(run.outcome(), run.verdictName()));
    }

    Words of(int returnValue) {
        Words known = words.get(returnValue);
        return known == null ? new Words(Integer.toString(returnValue), Integer.toString(returnValue)) : known;
    }

    /** Says that the kernel did not take a packet. */
    static Words notRun(int error) {
        String text = "not run: " + Errno.text(error);
        return new Words(text, text);
    }
}
