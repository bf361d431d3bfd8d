package io.bpftest.engine.report;

import java.util.List;
import java.util.Objects;

/**
 * Figures of a test with a title of their own, such as those of a replayed capture.
 *
 * @param file a capture of the changed packets, empty for none
 */
record FigureTable(String title, List<Outcome> counts, List<Changed> changed, String file) {

    /** A packet that was treated otherwise than expected. */
    record Changed(long number, byte[] packet, String before, String after) {}

    static FigureTable of(Fields fields, String folder) {
        return new FigureTable(
                fields.text("title"),
                fields.objects("counts").stream().map(Outcome::of).toList(),
                fields.objects("changed").stream()
                        .map(changed -> new Changed(
                                changed.number("number"),
                                Objects.requireNonNullElse(changed.bytes("packet"), new byte[0]),
                                changed.text("before"),
                                changed.text("after")))
                        .toList(),
                SavedFile.within(fields.text("file"), folder));
    }
}
