package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.RecordLine;
import io.bpftest.engine.report.RecordedTest;
import io.bpftest.engine.report.Section;
import io.bpftest.engine.report.TestKey;
import io.bpftest.error.Problem;
import io.bpftest.spi.record.RecordFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The coverage of all records in a folder for reports.
 *
 * @param console a few lines for who waits at a terminal
 * @param section what the main page shows of it
 * @param paths for tests that failed, the way through the source as text
 * @param shortfalls which minimums are not reached, or cannot be judged
 */
public record CoverageReport(String console, Section section, Map<TestKey, String> paths, List<Problem> shortfalls) {

    /**
     * Makes the files in {@code coverage} anew of all that is there: {@code index.html}, {@code lcov.info} and
     * {@code cobertura.xml}.
     *
     * @param reports the folder for reports
     * @param clang the compiler, beside which LLVM's tools are looked for first
     * @param minimums percents by measure: {@code lines}, {@code branches}, {@code functions}, {@code regions}
     * @return nothing if no test was covered and there is no minimum
     * @throws IOException if the folder cannot be read or written
     */
    public static synchronized Optional<CoverageReport> write(Path reports, String clang, Map<String, Integer> minimums)
            throws IOException {
        Path folder = reports.resolve(RecordFile.COVERAGE_FOLDER);
        if (!hasRecords(reports)) {
            List<Problem> shortfalls = new Minimums(minimums).shortfalls(List.of(), List.of());
            return shortfalls.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new CoverageReport("", Section.NONE, Map.of(), shortfalls));
        }
        Files.createDirectories(folder);
        try (FileChannel channel =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            List<RecordLine> lines =
                    held.isValid() ? RecordLine.latest(reports, RecordFile.COVERAGE_FOLDER) : List.of();
            Measured measured = new Measurement(reports, lines).measure(clang, System.getenv("PATH"));
            return Optional.of(write(folder, measured, minimums));
        }
    }

    private static boolean hasRecords(Path reports) throws IOException {
        if (!Files.isDirectory(reports)) {
            return false;
        }
        if (Files.isDirectory(reports.resolve(RecordFile.COVERAGE_FOLDER))) {
            return true;
        }
        try (Stream<Path> within = Files.list(reports)) {
            return within.anyMatch(kernel -> Files.isDirectory(kernel.resolve(RecordFile.COVERAGE_FOLDER)));
        }
    }

    private static CoverageReport write(Path folder, Measured measured, Map<String, Integer> minimums)
            throws IOException {
        Path page = folder.resolve("index.html");
        List<FileCoverage> files = measured.files();
        put(folder, "lcov.info", LcovFile.of(files));
        put(folder, "cobertura.xml", CoberturaFile.of(files, measured.project(), System.currentTimeMillis()));
        put(folder, "index.html", new CoveragePage(measured).html());
        List<Problem> all = new ArrayList<>(measured.problems());
        all.addAll(measured.notes());
        return new CoverageReport(
                ConsoleSummary.of(files, all, shown(page, measured.project())),
                CoverageSection.of(measured),
                texts(measured),
                new Minimums(minimums).shortfalls(files, measured.problems()));
    }

    private static Path shown(Path page, Path project) {
        Path whole = page.toAbsolutePath();
        return whole.startsWith(project) ? project.relativize(whole) : whole;
    }

    /** The paths also stand beside the packets that their tests saved. */
    private static Map<TestKey, String> texts(Measured measured) throws IOException {
        Map<TestKey, String> texts = new LinkedHashMap<>();
        for (Map.Entry<RecordedTest, String> path : measured.paths().entrySet()) {
            RecordedTest test = path.getKey();
            texts.put(test.key(), path.getValue());
            for (String saved : test.saved()) {
                Path packets = measured.reports().resolve(saved);
                Path folder = packets.getParent();
                if (folder != null && Files.isDirectory(folder)) {
                    put(
                            folder,
                            packets.getFileName().toString().replaceAll("\\.pcap$", "") + ".path.txt",
                            path.getValue());
                    break;
                }
            }
        }
        return texts;
    }

    /** A reader sees the old file or the new one, never a part. */
    private static void put(Path folder, String name, String content) throws IOException {
        Path part = Files.writeString(folder.resolve("." + name), content, StandardCharsets.UTF_8);
        Files.move(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
