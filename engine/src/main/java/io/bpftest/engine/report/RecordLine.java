package io.bpftest.engine.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A line of the records of a run.
 *
 * @param folder the folder of its kernel in that for reports; empty for none
 * @param file where it stands
 */
public record RecordLine(String folder, Fields fields, Path file) {

    /**
     * Reads the lines that stand in folders of their own beside the records of how tests ended. Of each class the latest run
     * counts, and files of which nothing counts any more are removed.
     *
     * @param name the name of these folders, in that for reports and in those of kernels within
     * @throws IOException if a folder cannot be read
     */
    public static List<RecordLine> latest(Path reports, String name) throws IOException {
        return Records.others(reports, name);
    }

    /** The test that it tells of. */
    public TestKey key() {
        return new TestKey(folder, fields.text("class"), fields.text("test"));
    }
}
