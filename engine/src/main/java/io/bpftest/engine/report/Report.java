package io.bpftest.engine.report;

import io.bpftest.spi.record.RecordFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
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

/** The page in a folder for reports. */
public final class Report {

    private static final String PAGE = "index.html";

    private Report() {}

    /**
     * Makes the page anew of the records in a folder. JVMs that end at once do it one after the other, and a reader sees
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
            byte[] page = new ReportPage(tests, facts(), more, paths).bytes();
            Path whole = Files.write(records.resolve(PAGE), page);
            Path made = reports.resolve(PAGE);
            Files.move(whole, made, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(made);
        }
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
