package io.bpftest.spi.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The files of one folder that this JVM adds records to, a line each and at once, so that a JVM that is killed loses none.
 * Their names begin with the run's, which sorts by time and is the same in all JVMs of one run.
 */
public final class RecordFile {

    /** The system property that gives the run's name to JVMs that a run starts. */
    public static final String RUN_PROPERTY = "io.bpftest.run";

    /** The folder in that for reports which records stand in. */
    public static final String FOLDER = "records";

    /** The folder in that for reports which the records of coverage stand in. */
    public static final String COVERAGE_FOLDER = "coverage";

    /** How names of records end. */
    public static final String SUFFIX = ".jsonl";

    /** Guests send what has changed, whole: so files stay small. */
    private static final int LONGEST = 64 * 1024;

    private static final String RUN = System.getProperty(
            RUN_PROPERTY,
            String.format(
                    "%013d-%d",
                    System.currentTimeMillis(), ProcessHandle.current().pid()));

    /** Sorts by time, and differs from that of any other JVM, in whatever container that counts its processes. */
    private static final String JVM = String.format(
            "%013d-%s", System.currentTimeMillis(), UUID.randomUUID().toString().substring(0, 8));

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final Map<Path, RecordFile> BY_FOLDER = new ConcurrentHashMap<>();

    private static final Map<Path, RecordFile> OF_COVERAGE = new ConcurrentHashMap<>();

    private final Path folder;
    private @Nullable OutputStream out;
    private int length;
    private boolean told;

    private RecordFile(Path folder) {
        this.folder = folder;
    }

    /** The name of the run that this JVM is part of. */
    public static String run() {
        return RUN;
    }

    /** Gives the file that goes with a folder for reports. */
    public static RecordFile in(Path reports) {
        RecordFile known = BY_FOLDER.get(reports);
        return known != null
                ? known
                : BY_FOLDER.computeIfAbsent(
                        reports,
                        folder -> new RecordFile(folder.toAbsolutePath().resolve(FOLDER)));
    }

    /** Gives the file of coverage that goes with a folder for reports. */
    static RecordFile ofCoverage(Path reports) {
        return OF_COVERAGE.computeIfAbsent(
                reports, folder -> new RecordFile(folder.toAbsolutePath().resolve(COVERAGE_FOLDER)));
    }

    /** Adds a record; one that cannot be written changes no test's result, and the first is told of. */
    public synchronized void add(JsonText record) {
        byte[] line = (record + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            if (out == null || length + line.length > LONGEST) {
                begin();
            }
            if (out != null) {
                out.write(line);
            }
            length += line.length;
        } catch (IOException e) {
            tell(e);
        }
    }

    /** Stays open for the next record: opening a file takes longer than a short test does. */
    private void begin() throws IOException {
        if (out != null) {
            out.close();
        }
        Files.createDirectories(folder);
        out = Files.newOutputStream(next(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        length = 0;
    }

    synchronized void tell(IOException reason) {
        if (!told) {
            told = true;
            System.err.println("bpf-test: what tests did cannot be kept for the report in " + folder + ": " + reason
                    + "; correct the folder's rights, free space, set bpftest.report.dir to another folder, or leave "
                    + "the report out with bpftest.report=false");
        }
    }

    private static Path next(Path folder) {
        return folder.resolve(String.format("%s-%s-%05d%s", RUN, JVM, NUMBER.incrementAndGet(), SUFFIX));
    }
}
