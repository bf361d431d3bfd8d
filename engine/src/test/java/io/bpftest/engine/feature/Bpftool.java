package io.bpftest.engine.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code bpftool feature probe kernel} says, by the names of our constants. */
final class Bpftool {

    private static final Pattern PROGRAM = Pattern.compile("\"have_(\\w+)_prog_type\":\\s*(true|false)");
    private static final Pattern MAP = Pattern.compile("\"have_(\\w+)_map_type\":\\s*(true|false)");
    private static final Pattern HELPERS = Pattern.compile("\"(\\w+)_available_helpers\":\\s*\\[([^]]*)]");
    private static final Pattern HELPER = Pattern.compile("\"(\\w+)\"");

    private final String json;

    private Bpftool(String json) {
        this.json = json;
    }

    static Bpftool probe() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bpftool", "-j", "feature", "probe", "kernel");
        // Ordinary users' PATH lacks it.
        builder.environment().merge("PATH", ":/usr/sbin", String::concat);
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String json = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        return new Bpftool(json);
    }

    Map<String, Boolean> programTypes() {
        return rows(PROGRAM);
    }

    Map<String, Boolean> mapTypes() {
        return rows(MAP);
    }

    /** The helpers that it says programs of each type may call. */
    Map<String, Set<String>> helpers() {
        Map<String, Set<String>> byType = new LinkedHashMap<>();
        Matcher types = HELPERS.matcher(json);
        while (types.find()) {
            Set<String> names = new LinkedHashSet<>();
            HELPER.matcher(types.group(2)).results().forEach(name -> names.add(name.group(1)));
            byType.put(constant(types.group(1)), names);
        }
        return byType;
    }

    private Map<String, Boolean> rows(Pattern pattern) {
        Map<String, Boolean> rows = new LinkedHashMap<>();
        Matcher matcher = pattern.matcher(json);
        while (matcher.find()) {
            rows.put(constant(matcher.group(1)), Boolean.valueOf(matcher.group(2)));
        }
        return rows;
    }

    private static String constant(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
