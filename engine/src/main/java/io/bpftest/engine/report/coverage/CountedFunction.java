package io.bpftest.engine.report.coverage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function of one translation unit with what was counted in it.
 *
 * @param name as the profile calls it: a local one with its file before it, {@code fw.bpf.c:parse}
 * @param files by number, each as the compiler named it
 */
record CountedFunction(String name, List<String> files, List<Region> regions) {

    /** The name in the source. */
    String plainName() {
        return name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf(';')) + 1);
    }

    /** Where a file's text is put into the source that a reader sees: the outermost expansion of macros. */
    Place outermost(int file, Span span) {
        int at = file;
        Span shown = span;
        for (int depth = 0; depth <= files.size(); depth++) {
            Region expansion = expansionTo(at);
            if (expansion == null) {
                break;
            }
            at = expansion.file();
            shown = expansion.span();
        }
        return new Place(at, shown);
    }

    private @Nullable Region expansionTo(int file) {
        for (Region region : regions) {
            if (region.kind() == Region.EXPANSION && region.expanded() == file) {
                return region;
            }
        }
        return null;
    }

    /** A place in one of the files. */
    record Place(int file, Span span) {}
}
