package io.bpftest.packet;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes bytes as hexadecimal digits: runs of them, and the lines in which two arrays differ. */
final class HexText {

    private static final HexFormat HEX = HexFormat.of();
    private static final int PER_LINE = 16;
    private static final int LONGEST_RUN = 64;

    private HexText() {}

    /** All of an array's bytes, separated by spaces, the middle of a long run left out. */
    static String run(byte[] bytes) {
        return run(bytes, 0, bytes.length);
    }

    /** The bytes from one index up to another, at most 64 of them, then how many more there are. */
    static String run(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(to, from + LONGEST_RUN);
        for (int i = from; i < shown; i++) {
            text.append(i == from ? "" : " ").append(HEX.toHexDigits(bytes[i]));
        }
        if (shown < to) {
            text.append(" ... ").append(to - shown).append(" more");
        }
        return text.toString();
    }

    /**
     * The lines of two arrays that differ, 16 bytes each: the first array's after {@code -}, the other's after {@code
     * +}, then a line with {@code ^^} under each byte that changed, came or went. Lines that are equal are counted.
     */
    static String difference(byte[] before, byte[] after) {
        List<String> lines = new ArrayList<>();
        int equal = 0;
        int longer = Math.max(before.length, after.length);
        for (int start = 0; start < longer; start += PER_LINE) {
            String marks = marks(before, after, start);
            if (marks.isEmpty()) {
                equal++;
                continue;
            }
            lines.addAll(skipped(equal));
            equal = 0;
            line('-', before, start, lines);
            line('+', after, start, lines);
            lines.add(" ".repeat(10) + marks);
        }
        lines.addAll(skipped(equal));
        return String.join("\n", lines);
    }

    private static List<String> skipped(int equal) {
        return equal == 0 ? List.of() : List.of("  (" + equal + (equal == 1 ? " equal line)" : " equal lines)"));
    }

    private static void line(char sign, byte[] bytes, int start, List<String> lines) {
        if (start >= bytes.length) {
            return;
        }
        StringBuilder line = new StringBuilder(String.format("%c %06x ", sign, start));
        for (int i = start; i < Math.min(bytes.length, start + PER_LINE); i++) {
            line.append(gap(i)).append(HEX.toHexDigits(bytes[i]));
        }
        lines.add(line.toString());
    }

    private static String marks(byte[] before, byte[] after, int start) {
        StringBuilder marks = new StringBuilder();
        int longer = Math.max(before.length, after.length);
        for (int i = start; i < Math.min(longer, start + PER_LINE); i++) {
            boolean same = i < before.length && i < after.length && before[i] == after[i];
            marks.append(gap(i)).append(same ? "  " : "^^");
        }
        return marks.toString().stripTrailing().replaceFirst("^ ", "");
    }

    /** As hexdump does: a wider gap after each eight bytes. */
    private static String gap(int index) {
        return index % 8 == 0 && index % PER_LINE != 0 ? "  " : " ";
    }
}
