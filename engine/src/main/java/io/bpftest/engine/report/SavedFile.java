package io.bpftest.engine.report;

import java.util.HexFormat;
import java.util.List;

/**
 * A file that a failure left.
 *
 * @param path relative to the folder for reports, absolute where it lies elsewhere
 * @param packets the first of those in it
 */
record SavedFile(String path, List<byte[]> packets) {

    static SavedFile of(Fields fields, String folder) {
        List<byte[]> packets =
                fields.texts("packets").stream().map(HexFormat.of()::parseHex).toList();
        return new SavedFile(within(fields.text("file"), folder), packets);
    }

    static String within(String path, String folder) {
        return path.isEmpty() || path.startsWith("/") || folder.isEmpty() ? path : folder + "/" + path;
    }
}
