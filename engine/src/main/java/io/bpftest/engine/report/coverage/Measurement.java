package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.RecordLine;
import io.bpftest.engine.report.RecordedTest;
import io.bpftest.engine.report.TestKey;
import io.bpftest.error.MachineException;
import io.bpftest.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From records to coverage: counters are added up, counted by LLVM's tools, and put to files and tests. */
final class Measurement {

    private static final List<String> BUILD_FILES =
            List.of("pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle");

    private final Path reports;
    private final List<CounterRecord> records;

    Measurement(Path reports, List<RecordLine> lines) {
        this.reports = reports.toAbsolutePath();
        this.records = lines.stream().map(CounterRecord::of).toList();
    }

    /**
     * Measures.
     *
     * @param clang the compiler, beside which LLVM's tools are looked for first
     * @param searchPath where they are looked for then, as in {@code PATH}; null for nowhere
     */
    Measured measure(String clang, @Nullable String searchPath) throws IOException {
        Counters counters = new Counters(records);
        List<Problem> problems = new ArrayList<>(counters.problems());
        Path project = project();
        ProjectFiles names = new ProjectFiles(project);
        Builds builds = new Builds(counters, records, names);
        problems.addAll(builds.leaveOutOld());
        Sources sources = new Sources(names, builds::isChanged);
        try {
            problems.addAll(count(counters, clang, searchPath, sources));
        } catch (MachineException e) {
            problems.add(e.problem());
        }
        Map<RecordedTest, TestPath> paths = new LinkedHashMap<>();
        List<String> tests = attribute(counters, sources, paths);
        List<FileCoverage> files = sources.coverage();
        problems.addAll(sources.problems());
        Map<RecordedTest, String> texts = new LinkedHashMap<>();
        paths.values().removeIf(TestPath::isEmpty);
        paths.forEach((test, path) -> texts.put(test, path.text(test.title(), test.runs(), files)));
        return new Measured(reports, project, files, tests, counters.places(), problems, counters.notes(), texts);
    }

    private static List<Problem> count(Counters counters, String clang, @Nullable String searchPath, Sources sources)
            throws IOException {
        if (counters.objects().isEmpty()) {
            return List.of();
        }
        LlvmTools tools = LlvmTools.of(clang, searchPath);
        Path scratch = Files.createTempDirectory("bpf-test-coverage");
        try {
            LlvmExport export = new LlvmExport(counters, tools, scratch);
            export.functions().forEach(counted -> sources.add(counted.source(), counted.function()));
            return export.problems();
        } finally {
            delete(scratch);
        }
    }

    /**
     * Tells sources which tests reached them.
     *
     * @param paths where the paths of tests that failed are put
     * @return the tests' titles, by number
     */
    private List<String> attribute(Counters counters, Sources sources, Map<RecordedTest, TestPath> paths)
            throws IOException {
        Map<TestKey, RecordedTest> known = new HashMap<>();
        RecordedTest.read(reports).forEach(test -> known.put(test.key(), test));
        List<String> titles = new ArrayList<>();
        counters.byTest().forEach((key, counts) -> {
            RecordedTest test = known.get(key);
            titles.add(test == null ? withoutResult(key) : test.title());
            TestPath path = test != null && test.failed() ? paths.computeIfAbsent(test, none -> new TestPath()) : null;
            counts.forEach((sha, own) -> counters.object(sha)
                    .count(own)
                    .forEach(function -> sources.addTest(titles.size() - 1, counters.source(sha), function, path)));
        });
        return titles;
    }

    /** What ran outside of tests counts for the class, or its tests' results are lost. */
    private static String withoutResult(TestKey key) {
        return key.className().substring(key.className().lastIndexOf('.') + 1) + ", outside of its tests";
    }

    /** The nearest folder around the reports that has a build file. */
    private Path project() {
        for (Path folder = reports; folder != null; folder = folder.getParent()) {
            Path candidate = folder;
            if (BUILD_FILES.stream().anyMatch(file -> Files.exists(candidate.resolve(file)))) {
                return folder;
            }
        }
        return Path.of("").toAbsolutePath();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
