package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code bpftool feature probe kernel} says, by the names of our constants: every row of every section. */
final class Bpftool {

    private static final String PROGRAM_TYPES = "program_types";
    private static final String MAP_TYPES = "map_types";
    private static final String HELPERS = "helpers";

    /** A key and its value, directly behind the one before: what does not read like this is not skipped. */
    private static final Pattern ENTRY =
            Pattern.compile("\\G[{},\\s]*\"(\\w+)\":\\s*(\\{|true|false|null|-?\\d+|\"[^\"]*\"|\\[[^]]*])");

    private static final Pattern TYPE = Pattern.compile("have_(\\w+)_(?:prog|map)_type");
    private static final Pattern HELPERS_OF = Pattern.compile("(\\w+)_available_helpers");
    private static final Pattern WORD = Pattern.compile("\"(\\w+)\"");

    private final Map<String, Map<String, String>> sections = new LinkedHashMap<>();

    private Bpftool(String json) {
        Matcher entry = ENTRY.matcher(json);
        Map<String, String> section = Map.of();
        int end = 0;
        while (entry.find()) {
            if (entry.group(2).equals("{")) {
                section = new LinkedHashMap<>();
                sections.put(entry.group(1), section);
            } else {
                section.put(entry.group(1), entry.group(2));
            }
            end = entry.end();
        }
        assertThat(json.substring(end)).matches("[}\\s]*");
    }

    /**
     * Asks it.
     *
     * @param more such as {@code full}, with which it also tries helpers that leave a warning in the kernel's log
     */
    static Bpftool probe(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bpftool", "-j", "feature", "probe", "kernel"));
        command.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Ordinary users' PATH lacks it.
        builder.environment().merge("PATH", ":/usr/sbin", String::concat);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String json = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        return new Bpftool(json);
    }

    /** The names of all that it tells about. */
    Set<String> sections() {
        return sections.keySet();
    }

    /** Its answers about types and helpers. That a helper is not listed for a type is a no if another type lists it. */
    Map<ProbeRow, ProbeRow.Answer> answers() {
        Map<ProbeRow, ProbeRow.Answer> answers = new LinkedHashMap<>();
        types(PROGRAM_TYPES, ProbeRow.Kind.PROGRAM_TYPE, answers);
        types(MAP_TYPES, ProbeRow.Kind.MAP_TYPE, answers);
        Map<String, Set<String>> helpers = helpers();
        Set<String> known = new LinkedHashSet<>();
        helpers.values().forEach(known::addAll);
        helpers.forEach((type, names) -> known.forEach(name -> answers.put(
                ProbeRow.ofHelper(type, name), names.contains(name) ? ProbeRow.Answer.YES : ProbeRow.Answer.NO)));
        return answers;
    }

    /** The helpers that it lists for each program type. */
    Map<String, Set<String>> helpers() {
        Map<String, Set<String>> byType = new LinkedHashMap<>();
        section(HELPERS).forEach((key, list) -> {
            Set<String> names = new LinkedHashSet<>();
            WORD.matcher(list).results().forEach(name -> names.add(name.group(1)));
            byType.put(constant(HELPERS_OF, key), names);
        });
        return byType;
    }

    private void types(String section, ProbeRow.Kind kind, Map<ProbeRow, ProbeRow.Answer> answers) {
        section(section).forEach((key, value) -> {
            assertThat(value).as(key).isIn("true", "false");
            answers.put(
                    ProbeRow.of(kind, constant(TYPE, key)),
                    value.equals("true") ? ProbeRow.Answer.YES : ProbeRow.Answer.NO);
        });
    }

    private Map<String, String> section(String name) {
        Map<String, String> section = sections.get(name);
        assertThat(section).as(name).isNotNull().hasSizeGreaterThan(25);
        return section;
    }

    private static String constant(Pattern pattern, String key) {
        Matcher matcher = pattern.matcher(key);
        assertThat(matcher.matches()).as(key).isTrue();
        return matcher.group(1).toUpperCase(Locale.ROOT);
    }
}
