package io.bpftest.engine.report;

import io.bpftest.spi.record.RecordFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page in a folder for reports, and the benchmarks beside it. */
public final class Report {

    private static final String PAGE = "index.html";
    private static final String BENCHMARKS = "benchmarks.json";

    private Report() {}

    /**
     * Makes the page anew of the records in a folder, and {@code benchmarks.json} if there are benchmarks. JVMs that end at once do it one after the other, and a reader sees
     * the old page or the new one, never a part.
     *
     * @param reports the folder for reports
     * @param more a section of another report
     * @param paths for tests that failed, the way through the source as text
     * @return the page; empty if there are no records
     * @throws IOException if the folder cannot be read or written
     */
    public static synchronized Optional<Path> write(Path reports, Section more, Map<TestKey, String> paths)
            throws IOException {
        Path records = reports.resolve(RecordFile.FOLDER);
        if (!Files.isDirectory(records)) {
            return Optional.empty();
        }
        try (FileChannel lock =
                        FileChannel.open(records.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            List<TestResult> tests = Records.read(reports);
            if (!held.isValid() || tests.isEmpty()) {
                return Optional.empty();
            }
            BenchmarkFile benchmarks = new BenchmarkFile(tests);
            if (benchmarks.isEmpty()) {
                Files.deleteIfExists(reports.resolve(BENCHMARKS));
            } else {
                put(reports, BENCHMARKS, benchmarks.text().getBytes(StandardCharsets.UTF_8));
            }
            return Optional.of(put(reports, PAGE, new ReportPage(tests, facts(), more, paths).bytes()));
        }
    }

    private static Path put(Path reports, String name, byte[] content) throws IOException {
        Path whole = Files.write(reports.resolve(RecordFile.FOLDER).resolve(name), content);
        return Files.move(
                whole, reports.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Makes the page without anything of another report.
     *
     * @throws IOException if the folder cannot be read or written
     */
    public static Optional<Path> write(Path reports) throws IOException {
        return write(reports, Section.NONE, Map.of());
    }

    private static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Java", System.getProperty("java.vendor", "") + " " + Runtime.version());
        facts.put(
                "Machine",
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + ", "
                        + System.getProperty("os.arch", "") + ", "
                        + Html.count(Runtime.getRuntime().availableProcessors(), "processor"));
        facts.put("Made", ZonedDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XXX")));
        return facts;
    }
}
