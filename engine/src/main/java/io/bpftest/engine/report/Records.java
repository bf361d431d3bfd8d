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

    /** A test, on one kernel where it ran on several. */
    private record Key(String folder, String className, String id) {}

    private record Line(String folder, Fields fields) {}

    private final Map<String, String> latestRun = new HashMap<>();
    private final Map<Path, List<Line>> files = new LinkedHashMap<>();

    private Records() {}

    /** Reads the results of the tests, each with what it did, in the order in which they ended. */
    static List<TestResult> read(Path reports) throws IOException {
        Records records = new Records();
        for (Map.Entry<String, Path> file : files(reports).entrySet()) {
            records.add(reports, file.getValue());
        }
        records.removeSuperseded();
        return records.results();
    }

    /** By name, so by the run's time. */
    private static Map<String, Path> files(Path reports) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (Path folder : folders(reports)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(RecordFile.SUFFIX))
                        .forEach(file -> found.put(file.getFileName().toString(), file));
            }
        }
        return found;
    }

    private static List<Path> folders(Path reports) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> within = Files.list(reports)) {
            within.map(folder -> folder.resolve(RecordFile.FOLDER)).forEach(folders::add);
        }
        folders.add(reports.resolve(RecordFile.FOLDER));
        folders.removeIf(folder -> !Files.isDirectory(folder));
        return folders;
    }

    private void add(Path reports, Path file) throws IOException {
        Path folder = reports.relativize(file.getParent()).getParent();
        List<Line> lines = new ArrayList<>();
        for (String text : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
            try {
                lines.add(new Line(folder == null ? "" : folder.toString(), JsonReader.read(text)));
            } catch (IllegalArgumentException e) {
                // The last line of a JVM that was killed, or something else's file: there is nothing to tell of it.
                continue;
            }
        }
        files.put(file, lines);
        for (Line line : lines) {
            if (line.fields().has("result")) {
                latestRun.merge(line.fields().text("class"), runOf(file), (a, b) -> a.compareTo(b) > 0 ? a : b);
            }
        }
    }

    /** The run's name is the file's without the part that differs from JVM to JVM. */
    private static String runOf(Path file) {
        String[] parts = file.getFileName().toString().split("-", 3);
        return parts.length < 3 ? "" : parts[0] + "-" + parts[1];
    }

    private boolean isLatest(Path file, Line line) {
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
        Map<Key, TestResult> results = new LinkedHashMap<>();
        Map<Key, TestDetails> details = new HashMap<>();
        files.forEach((file, lines) -> lines.stream()
                .filter(line -> isLatest(file, line))
                .forEach(line -> {
                    Fields fields = line.fields();
                    if (fields.has("result")) {
                        TestResult result = TestResult.of(fields);
                        results.put(new Key(result.folder(), result.className(), result.id()), result);
                    } else {
                        details.put(
                                new Key(line.folder(), fields.text("class"), fields.text("test")),
                                TestDetails.of(fields, line.folder()));
                    }
                }));
        return results.entrySet().stream()
                .map(entry -> entry.getValue().with(details.getOrDefault(entry.getKey(), TestDetails.NONE)))
                .toList();
    }
}
