package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answers in the table that {@code ci/probe} prints, read as a person would; a line that reads otherwise fails. */
final class PrintedProbe {

    private static final Pattern TYPE = Pattern.compile("  ([A-Z0-9_]+) +(yes|no|unknown)(?: .*)?");
    private static final Pattern HELPERS = Pattern.compile("  ([A-Z0-9_]+): (\\d+) of (\\d+)(?:, (\\d+) unknown: .*)?");
    private static final Pattern NOT_TRIED = Pattern.compile("Helpers by program type \\(not tried, .*: (.*)\\)");

    private final Map<ProbeRow, ProbeRow.Answer> answers = new LinkedHashMap<>();
    private final Map<String, List<String>> present = new LinkedHashMap<>();
    private final Map<String, Integer> tried = new LinkedHashMap<>();
    private final Map<String, Integer> counted = new LinkedHashMap<>();
    private final Map<String, Integer> unknown = new LinkedHashMap<>();
    private List<String> notTried = List.of();

    PrintedProbe(String table) {
        List<String> lines = table.lines().toList();
        String title = "";
        String type = "";
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("    ")) {
                present.get(type).addAll(List.of(line.strip().split(" ")));
            } else if (!line.startsWith(" ")) {
                title = line.isEmpty() ? title : line;
            } else if (title.startsWith("Helpers")) {
                type = helpers(line);
            } else {
                type(title, line);
            }
            if (line.startsWith("Helpers")) {
                notTried = List.of(group(NOT_TRIED, line, 1).split(", "));
            }
        }
        assertThat(present.keySet()).hasSizeGreaterThan(20);
        present.forEach((name, helpers) -> assertThat(helpers).as(name).hasSize(counted.get(name)));
    }

    private void type(String title, String line) {
        ProbeRow.Answer answer =
                switch (group(TYPE, line, 2)) {
                    case "yes" -> ProbeRow.Answer.YES;
                    case "no" -> ProbeRow.Answer.NO;
                    default -> ProbeRow.Answer.UNKNOWN;
                };
        switch (title) {
            case "Program types" -> answers.put(ProbeRow.of(ProbeRow.Kind.PROGRAM_TYPE, group(TYPE, line, 1)), answer);
            case "Map types" -> answers.put(ProbeRow.of(ProbeRow.Kind.MAP_TYPE, group(TYPE, line, 1)), answer);
            default -> assertThat(title).isEqualTo("Attach types");
        }
    }

    private String helpers(String line) {
        String type = group(HELPERS, line, 1);
        present.put(type, new ArrayList<>());
        counted.put(type, Integer.valueOf(group(HELPERS, line, 2)));
        tried.put(type, Integer.valueOf(group(HELPERS, line, 3)));
        String unsure = group(HELPERS, line, 4);
        unknown.put(type, unsure == null ? 0 : Integer.parseInt(unsure));
        return type;
    }

    /** The helpers that it says were not tried. */
    List<String> notTried() {
        return notTried;
    }

    /** Its answer; for a helper of a type that it says the kernel lacks, no. */
    ProbeRow.Answer answer(ProbeRow row) {
        if (row.kind() != ProbeRow.Kind.HELPER) {
            return answers.getOrDefault(row, ProbeRow.Answer.NONE);
        } else if (notTried.contains(row.helper())) {
            return ProbeRow.Answer.NONE;
        } else if (!present.containsKey(row.type())) {
            ProbeRow.Answer ofType = answer(ProbeRow.of(ProbeRow.Kind.PROGRAM_TYPE, row.type()));
            assertThat(ofType).as(row.type()).isNotEqualTo(ProbeRow.Answer.YES);
            return ofType;
        } else if (unknown.get(row.type()) > 0) {
            // It does not say which: where some are unknown, all have to be.
            assertThat(unknown.get(row.type())).as(row.type()).isEqualTo(tried.get(row.type()));
            return ProbeRow.Answer.UNKNOWN;
        }
        return present.get(row.type()).contains(row.helper()) ? ProbeRow.Answer.YES : ProbeRow.Answer.NO;
    }

    /** The program types and map types that it has rows for. */
    Iterable<ProbeRow> types() {
        return answers.keySet();
    }

    private static String group(Pattern pattern, String line, int group) {
        Matcher matcher = pattern.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        return matcher.group(group);
    }
}
