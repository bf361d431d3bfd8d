package io.bpftest.engine.report;

import io.bpftest.spi.record.RecordFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The records in a folder for reports, of which the latest run of each class counts. What a class did in earlier runs is
 * left out, and files that hold nothing else are removed.
 */
final class Records {

    private final Map<String, String> latestRun = new HashMap<>();
    private final Map<Path, List<RecordLine>> files = new LinkedHashMap<>();

    private Records() {}

    /** Reads the results of the tests, each with what it did, in the order in which they ended. */
    static List<TestResult> read(Path reports) throws IOException {
        Records records = new Records();
        records.addAll(reports, RecordFile.FOLDER);
        records.removeSuperseded();
        return records.results();
    }

    private void addAll(Path reports, String name) throws IOException {
        for (Path file : files(reports, name).values()) {
            add(reports, file);
        }
    }

    /** Gives the lines of another kind, in a folder of their own, that classes left when they last ran. */
    static List<RecordLine> others(Path reports, String name) throws IOException {
        Records results = new Records();
        results.addAll(reports, RecordFile.FOLDER);
        Records others = new Records();
        others.addAll(reports, name);
        others.latestRun.putAll(results.latestRun);
        others.files.forEach((file, lines) -> lines.forEach(line -> others.ranIn(line, runOf(file))));
        others.removeSuperseded();
        return others.files.values().stream()
                .flatMap(List::stream)
                .filter(line -> others.isLatest(line.file(), line))
                .toList();
    }

    private void ranIn(RecordLine line, String run) {
        latestRun.merge(line.fields().text("class"), run, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }

    /** By name, so by the run's time. */
    private static Map<String, Path> files(Path reports, String name) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (Path folder : folders(reports, name)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(RecordFile.SUFFIX))
                        .forEach(file -> found.put(file.getFileName().toString(), file));
            }
        }
        return found;
    }

    private static List<Path> folders(Path reports, String name) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> within = Files.list(reports)) {
            within.map(folder -> folder.resolve(name)).forEach(folders::add);
        }
        folders.add(reports.resolve(name));
        folders.removeIf(folder -> !Files.isDirectory(folder));
        return folders;
    }

    private void add(Path reports, Path file) throws IOException {
        Path folder = reports.relativize(file.getParent()).getParent();
        List<RecordLine> lines = new ArrayList<>();
        for (String text : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
            try {
                lines.add(new RecordLine(folder == null ? "" : folder.toString(), JsonReader.read(text), file));
            } catch (IllegalArgumentException e) {
                // The last line of a JVM that was killed, or something else's file: there is nothing to tell of it.
                continue;
            }
        }
        files.put(file, lines);
        for (RecordLine line : lines) {
            if (line.fields().has("result")) {
                ranIn(line, runOf(file));
            }
        }
    }

    /** The run's name is the file's without the part that differs from JVM to JVM. */
    private static String runOf(Path file) {
        String[] parts = file.getFileName().toString().split("-", 3);
        return parts.length < 3 ? "" : parts[0] + "-" + parts[1];
    }

    private boolean isLatest(Path file, RecordLine line) {
        String latest = latestRun.get(line.fields().text("class"));
        return latest == null || latest.equals(runOf(file));
    }

    /** Only what all classes did again since; a run that is still going on has nothing such. */
    private void removeSuperseded() throws IOException {
        Set<Path> superseded = new HashSet<>();
        files.forEach((file, lines) -> {
            if (!lines.isEmpty() && lines.stream().noneMatch(line -> isLatest(file, line))) {
                superseded.add(file);
            }
        });
        for (Path file : superseded) {
            files.remove(file);
            Files.deleteIfExists(file);
        }
    }

    private List<TestResult> results() {
        Map<TestKey, TestResult> results = new LinkedHashMap<>();
        Map<TestKey, TestDetails> details = new HashMap<>();
        files.forEach((file, lines) -> lines.stream()
                .filter(line -> isLatest(file, line))
                .forEach(line -> {
                    Fields fields = line.fields();
                    if (fields.has("result")) {
                        TestResult result = TestResult.of(fields);
                        results.put(result.key(), result);
                    } else {
                        details.put(line.key(), TestDetails.of(fields, line.folder()));
                    }
                }));
        return results.entrySet().stream()
                .map(entry -> entry.getValue().with(details.getOrDefault(entry.getKey(), TestDetails.NONE)))
                .toList();
    }
}
