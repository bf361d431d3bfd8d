package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.Fields;
import io.bpftest.engine.report.JsonReader;
import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Has llvm-profdata and llvm-cov count the regions of objects. */
final class LlvmExport {

    private static final int BRANCH_FIELDS = 9;
    private static final int REGION_FIELDS = 8;
    private static final int MOST_SOURCES = 8;

    private final Counters counters;
    private final LlvmTools tools;
    private final Path scratch;
    private final List<Problem> problems = new ArrayList<>();

    LlvmExport(Counters counters, LlvmTools tools, Path scratch) {
        this.counters = counters;
        this.tools = tools;
        this.scratch = scratch;
    }

    /** A function as llvm-cov counts it, and the source that it was compiled from. */
    record Counted(Path source, CountedFunction function) {}

    /** Counts all functions of all objects that the tools can read; {@link #problems} has the others. */
    List<Counted> functions() throws IOException {
        List<Counted> all = new ArrayList<>();
        for (Map<String, Path> turn : new LlvmTurns(counters).all()) {
            try {
                all.addAll(export(turn));
            } catch (MachineException e) {
                problems.add(without(turn, e.problem()));
            }
        }
        return all;
    }

    private static Problem without(Map<String, Path> turn, Problem problem) {
        String sources = turn.values().stream()
                .map(source -> source.getFileName().toString())
                .distinct()
                .sorted()
                .limit(MOST_SOURCES)
                .collect(Collectors.joining(", "));
        return new Problem(
                problem.subject(),
                problem.found() + "\nso that these are not counted: " + sources
                        + (turn.size() > MOST_SOURCES ? ", ..." : ""),
                problem.required(),
                problem.remedy());
    }

    /** What the tools could not read. */
    List<Problem> problems() {
        return problems;
    }

    private List<Counted> export(Map<String, Path> turn) throws IOException {
        Map<Long, Path> sources = new LinkedHashMap<>();
        Set<String> folded = new HashSet<>();
        for (String sha : turn.keySet()) {
            for (MappedFunction function : counters.object(sha).mapping()) {
                sources.putIfAbsent(function.nameHash(), counters.source(sha));
                function.parts().stream()
                        .filter(MappedFunction.Part::isFolded)
                        .forEach(part -> folded.add(key(function.nameHash(), part.file(), part.span())));
            }
            counters.object(sha).layout().functions().forEach(f -> sources.put(f.nameHash(), counters.source(sha)));
        }
        Path profile = scratch.resolve("profile.txt");
        Files.writeString(profile, profile(turn), StandardCharsets.UTF_8);
        Path merged = scratch.resolve("profile.data");
        tools.run(scratch, tools.profdata(), List.of("merge", profile.toString(), "-o", merged.toString()));
        List<String> arguments =
                new ArrayList<>(List.of("export", "-format=text", "-skip-expansions", "-instr-profile=" + merged));
        String option = "";
        for (String sha : turn.keySet()) {
            arguments.add(option + counters.object(sha).file());
            option = "-object=";
        }
        Path json = tools.run(scratch, tools.cov(), arguments);
        Path first = turn.values().iterator().next();
        List<Counted> counted = new ArrayList<>();
        for (Fields function : functions(json)) {
            long name = CounterLayout.hash(function.text("name"));
            counted.add(new Counted(sources.getOrDefault(name, first), function(function, name, folded)));
        }
        return counted;
    }

    private List<Fields> functions(Path json) throws IOException {
        try {
            return JsonReader.read(
                            Files.readString(json, StandardCharsets.UTF_8).strip())
                    .objects("data")
                    .stream()
                    .flatMap(data -> data.objects("functions").stream())
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new MachineException(
                    new Problem(
                            tools.cov() + " gave no report that can be read",
                            String.valueOf(e.getMessage()),
                            "the JSON of llvm-cov export, as versions 13 to 20 write it",
                            "install the llvm tools of the clang that compiles"),
                    e);
        }
    }

    private static String key(long name, int file, Span span) {
        return name + " " + file + " " + span;
    }

    /** The text form of a profile: for each function its name, the hash of its structure, and its counters. */
    private String profile(Map<String, Path> turn) {
        Map<List<Object>, long[]> functions = new LinkedHashMap<>();
        for (String sha : turn.keySet()) {
            long[] counts = counters.total(sha);
            for (CounterLayout.Function function : counters.object(sha).layout().functions()) {
                long[] sum = functions.computeIfAbsent(
                        List.of(function.name(), function.hash(), function.counters()),
                        none -> new long[function.counters()]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += counts[function.first() + i];
                }
            }
        }
        StringBuilder text = new StringBuilder();
        functions.forEach((function, counts) -> {
            text.append(function.get(0))
                    .append('\n')
                    .append(Long.toUnsignedString((Long) function.get(1)))
                    .append('\n')
                    .append(counts.length)
                    .append('\n');
            for (long count : counts) {
                text.append(count).append('\n');
            }
            text.append('\n');
        });
        return text.toString();
    }

    private static CountedFunction function(Fields fields, long name, Set<String> folded) {
        List<Region> regions = new ArrayList<>();
        for (long[] row : fields.rows("regions")) {
            if (row.length >= REGION_FIELDS) {
                regions.add(new Region((int) row[5], span(row), (int) row[7], row[4], 0, (int) row[6], false));
            }
        }
        for (long[] row : fields.rows("branches")) {
            if (row.length >= BRANCH_FIELDS) {
                boolean constant = folded.contains(key(name, (int) row[6], span(row)));
                regions.add(new Region((int) row[6], span(row), Region.BRANCH, row[4], row[5], (int) row[7], constant));
            }
        }
        return new CountedFunction(fields.text("name"), fields.texts("filenames"), regions);
    }

    private static Span span(long[] row) {
        return new Span((int) row[0], (int) row[1], (int) row[2], (int) Math.min(row[3], Integer.MAX_VALUE));
    }
}
