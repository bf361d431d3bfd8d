package io.bpftest.engine.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A test as other reports show it.
 *
 * @param title its class and name
 * @param runs how many runs of programs it made
 * @param saved the files that it left, relative to the folder for reports
 */
public record RecordedTest(TestKey key, String title, boolean failed, long runs, List<String> saved) {

    /**
     * Reads the tests of which the latest run counts, in the order in which they ended.
     *
     * @throws IOException if a folder cannot be read
     */
    public static List<RecordedTest> read(Path reports) throws IOException {
        return Records.read(reports).stream().map(RecordedTest::of).toList();
    }

    private static RecordedTest of(TestResult test) {
        String type = test.className().substring(test.className().lastIndexOf('.') + 1);
        String kernel = test.folder().isEmpty() ? "" : " (" + test.folder() + ")";
        return new RecordedTest(
                test.key(),
                (test.names().size() > 1 ? type + " › " + test.name() : type) + kernel,
                test.failed(),
                test.details().programs().stream()
                        .flatMap(use -> use.outcomes().stream())
                        .mapToLong(Outcome::count)
                        .sum(),
                test.details().saved().stream().map(SavedFile::path).toList());
    }
}
