package io.bpftest.packet;

import java.util.ArrayList;
import java.util.List;

/** The part of a packet's data that one fragment carries, in bytes; every start is a multiple of 8. */
record FragmentRange(int start, int end, boolean last) {

    private static final int UNIT = 8;

    /**
     * Splits data into equal parts, but for the last.
     *
     * @param overlap how many bytes each part but the first repeats of the one before, a multiple of 8
     */
    static List<FragmentRange> split(int length, int count, int overlap) {
        int most = (length + UNIT - 1) / UNIT;
        if (count < 1 || count > most) {
            throw FieldRange.refused(
                    "number of fragments",
                    count + " for " + length + " bytes behind the IP header",
                    "1 to " + most + ", each of at least 8 bytes");
        }
        int longest = (most + count - 1) / count * UNIT;
        if (overlap < 0 || overlap % UNIT != 0 || overlap > longest) {
            throw FieldRange.refused(
                    "overlap of fragments", overlap + " bytes", "a multiple of 8 bytes, 0 to " + longest);
        }
        List<FragmentRange> ranges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // What does not divide evenly is spread, so that no fragment is left without data.
            int from = most * i / count * UNIT;
            int to = Math.min(length, most * (i + 1) / count * UNIT);
            ranges.add(new FragmentRange(Math.max(0, from - overlap), to, i == count - 1));
        }
        return ranges;
    }
}
