package io.bpftest.engine.report.coverage;

import io.bpftest.engine.report.Fields;
import io.bpftest.engine.report.RecordLine;
import io.bpftest.engine.report.TestKey;
import java.nio.file.Path;
import java.util.List;

/**
 * What the JVM of a test wrote of an object that the test loaded.
 *
 * @param folder where its covered objects lie
 * @param parts the digests of the objects that it was linked from
 * @param counters indexes and counts, of those that are not 0
 * @param uncovered why it has no counters; empty if it has
 */
record CounterRecord(
        TestKey test,
        Path file,
        Path folder,
        String kernel,
        String place,
        String object,
        List<String> parts,
        List<Path> sources,
        List<long[]> counters,
        String uncovered) {

    static CounterRecord of(RecordLine line) {
        Fields fields = line.fields();
        Path folder = line.file().toAbsolutePath().getParent();
        return new CounterRecord(
                line.key(),
                line.file(),
                folder == null ? line.file() : folder,
                fields.text("kernel"),
                fields.text("place"),
                fields.text("object"),
                fields.texts("parts"),
                fields.texts("sources").stream().map(Path::of).toList(),
                fields.rows("counters"),
                fields.text("uncovered"));
    }

    /** The source of a part. */
    Path source(int part) {
        return sources.get(sources.size() == parts.size() ? part : 0);
    }

    /** Whether it says enough to be used. */
    boolean isWhole() {
        return !parts.isEmpty()
                && !sources.isEmpty()
                && parts.stream().allMatch(sha -> sha.matches("[0-9a-f]{64}"))
                && counters.stream().allMatch(counter -> counter.length == 2 && counter[0] >= 0 && counter[1] >= 0);
    }

    /** Whether it tells of counters, and says enough to be used. */
    boolean isCounted() {
        return uncovered.isEmpty() && isWhole();
    }

    /** Where it ran, such as {@code 6.12.90 (virtual machine)}. */
    String where() {
        return place.isEmpty() ? kernel : kernel + " (" + place + ")";
    }
}
