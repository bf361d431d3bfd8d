package io.bpftest.assertion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What differs between two structs, member by member: of a large one, only that is worth a reader's time. */
final class MemberDifference {

    private MemberDifference() {}

    /** Says it in a line; without members, or where the members have other names, both values whole. */
    static String between(Content expected, Content found) {
        List<String> rows = new ArrayList<>();
        collect("", expected, found, rows);
        return String.join("; ", rows);
    }

    private static void collect(String path, Content expected, Content found, List<String> rows) {
        Map<String, Content> wanted = expected.members();
        Map<String, Content> held = found.members();
        if (wanted.isEmpty() || !wanted.keySet().equals(held.keySet())) {
            rows.add((path.isEmpty() ? "" : path + " ") + "expected " + expected + ", found " + found);
            return;
        }
        wanted.forEach((name, content) -> {
            Content other = held.getOrDefault(name, Content.NONE);
            if (!content.equals(other)) {
                collect(path.isEmpty() ? name : path + "." + name, content, other, rows);
            }
        });
    }
}
