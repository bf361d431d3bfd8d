package io.bpftest.assertion;

import io.bpftest.map.KernelMap;

/** The texts of failed map assertions. */
final class MapFailure {

    /** How many entries are shown of a map that does not have what it should. */
    private static final int MOST = 10;

    private MapFailure() {}

    /** Says what is wrong with a map, for differences to be added. */
    static FailureText sentence(KernelMap<?, ?> map, String problem) {
        return new FailureText("map \"" + map.info().name() + "\" " + problem);
    }

    /** Says what is wrong with a map and shows what it holds, since a wrong byte order is best seen there. */
    static FailureText text(KernelMap<?, ?> map, String problem) {
        FailureText text = sentence(map, problem).line("holds", map.state(MOST).contents());
        if (map.info().type().isArray()) {
            text.line("note", "an array holds every index at all times; zeros are not shown");
        }
        return text;
    }

    /** Counts in words. */
    static String entries(long count) {
        return count == 0 ? "no entry" : count == 1 ? "1 entry" : count + " entries";
    }
}
