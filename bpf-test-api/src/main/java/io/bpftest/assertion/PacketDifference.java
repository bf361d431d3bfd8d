package io.bpftest.assertion;

import io.bpftest.packet.HeaderText;
import io.bpftest.packet.PacketText;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between two packets, header by header: only the headers and fields that do. */
final class PacketDifference {

    /** How many differing fields are shown; the bytes below tell the rest. */
    private static final int MOST = 12;

    /** From how many characters on only the part of a value is shown where the difference starts. */
    private static final int LONG_VALUE = 40;

    private static final int BYTES_PER_LINE = 16;

    private static final String ABSENT = "absent";

    private final List<Row> rows = new ArrayList<>();

    private record Row(String header, String field, String expected, String found) {}

    private PacketDifference() {}

    /** Compares two packets that pcap4j need not be able to dissect. */
    static PacketDifference between(byte[] expected, byte[] found) {
        List<HeaderText> wanted = PacketText.headers(expected);
        List<HeaderText> came = PacketText.headers(found);
        PacketDifference difference = new PacketDifference();
        int[][] common = commonHeaders(wanted, came);
        int i = 0;
        int j = 0;
        while (i < wanted.size() || j < came.size()) {
            boolean bothLeft = i < wanted.size() && j < came.size();
            if (bothLeft && wanted.get(i).name().equals(came.get(j).name())) {
                difference.compare(wanted.get(i++), came.get(j++));
            } else if (j == came.size() || (i < wanted.size() && common[i + 1][j] >= common[i][j + 1])) {
                HeaderText header = wanted.get(i++);
                difference.rows.add(new Row(header.name(), "", described(header), ABSENT));
            } else {
                HeaderText header = came.get(j++);
                difference.rows.add(new Row(header.name(), "", ABSENT, described(header)));
            }
        }
        return difference;
    }

    /** Gives the rows as a table; nothing where the bytes differ only in what no header shows. */
    List<String> table() {
        int header = width(rows.stream().map(Row::header).toList());
        int field = width(rows.stream().map(Row::field).toList());
        int expected = width(rows.stream().map(Row::expected).toList());
        List<String> table = new ArrayList<>();
        for (Row row : rows.subList(0, Math.min(MOST, rows.size()))) {
            table.add(padded(row.header, header) + (field == 0 ? "" : padded(row.field, field)) + "expected "
                    + padded(row.expected, expected) + "found " + row.found);
        }
        if (rows.size() > MOST) {
            table.add("... " + (rows.size() - MOST) + " more fields differ");
        }
        return table;
    }

    /** Gives a packet's fields, then its bytes, on lines of their own, for an IDE to show two packets side by side. */
    static String lines(byte[] frame) {
        List<String> lines = new ArrayList<>();
        for (HeaderText header : PacketText.headers(frame)) {
            header.fields().forEach((field, value) -> lines.add(header.name() + " " + field + " " + value));
        }
        HexFormat hex = HexFormat.ofDelimiter(" ");
        for (int start = 0; start < frame.length; start += BYTES_PER_LINE) {
            int end = Math.min(frame.length, start + BYTES_PER_LINE);
            lines.add(String.format("%06x  ", start) + hex.formatHex(frame, start, end));
        }
        return String.join("\n", lines);
    }

    private void compare(HeaderText expected, HeaderText found) {
        Map<String, String> wanted = expected.fields();
        Map<String, String> came = found.fields();
        Set<String> fields = new LinkedHashSet<>(wanted.keySet());
        fields.addAll(came.keySet());
        for (String field : fields) {
            String right = wanted.getOrDefault(field, ABSENT);
            String given = came.getOrDefault(field, ABSENT);
            if (!right.equals(given)) {
                int start = firstDifference(right, given);
                rows.add(new Row(expected.name(), field, cut(right, start), cut(given, start)));
            }
        }
    }

    /** Fills the table of the longest common sequence: how many headers the rests from i and j on can have in common. */
    private static int[][] commonHeaders(List<HeaderText> wanted, List<HeaderText> came) {
        int[][] common = new int[wanted.size() + 2][came.size() + 2];
        for (int i = wanted.size() - 1; i >= 0; i--) {
            for (int j = came.size() - 1; j >= 0; j--) {
                common[i][j] = wanted.get(i).name().equals(came.get(j).name())
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static int firstDifference(String one, String other) {
        int i = 0;
        while (i < Math.min(one.length(), other.length()) && one.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }

    /** Keeps what a line can hold of a long value, such as a payload's bytes. */
    private static String cut(String value, int firstDifference) {
        if (value.length() <= LONG_VALUE) {
            return value;
        }
        int from = firstDifference < LONG_VALUE ? 0 : value.lastIndexOf(' ', firstDifference) + 1;
        int to = Math.min(value.length(), from + LONG_VALUE);
        if (to < value.length() && value.lastIndexOf(' ', to) > from) {
            to = value.lastIndexOf(' ', to);
        }
        return (from == 0 ? "" : "... ") + value.substring(from, to) + (to == value.length() ? "" : " ...");
    }

    private static String described(HeaderText header) {
        return header.length() + " B at offset " + header.offset();
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length() + 2);
    }
}
