package io.bpftest.spi.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What programs reached of their sources while a test ran, or why that is not known. Written at once, beside the objects that say
 * what the counters stand for.
 */
public final class CoverageRecord {

    /** How names of objects end. */
    public static final String OBJECT_SUFFIX = ".o";

    private static final Set<Path> KEPT = ConcurrentHashMap.newKeySet();

    private final TestRecord test;

    /** Records for a test, or for what the tests of a class share. */
    public CoverageRecord(TestRecord test) {
        this.test = test;
    }

    /**
     * Records counts, none of them where nothing ran.
     *
     * @param kernel the release of the kernel that the programs ran in
     * @param place the environment, as texts show it
     * @param counts those of all counters, as unsigned numbers, parts in their order
     */
    public void reached(CountedCode code, String kernel, String place, long[] counts) {
        code.parts().forEach(this::keep);
        JsonText json = test.line()
                .member("kernel", kernel)
                .member("place", place)
                .member("object", code.object())
                .array("parts");
        code.parts().forEach(part -> json.string(part.sha256()));
        json.endArray().array("sources");
        code.parts().forEach(part -> json.string(part.source().toString()));
        json.endArray().array("counters");
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0) {
                json.array().number(i).number(counts[i]).endArray();
            }
        }
        RecordFile.ofCoverage(test.reports()).add(json.endArray().endObject());
    }

    /** Records that an object ran without counters, and why. */
    public void uncovered(String object, String kernel, String place, String reason) {
        RecordFile.ofCoverage(test.reports())
                .add(test.line()
                        .member("kernel", kernel)
                        .member("place", place)
                        .member("object", object)
                        .member("uncovered", reason)
                        .endObject());
    }

    /** Keeps an object as a whole or not at all: another JVM may be doing the same. */
    private void keep(CountedCode.Part part) {
        Path folder = test.reports().toAbsolutePath().resolve(RecordFile.COVERAGE_FOLDER);
        Path file = folder.resolve(part.sha256() + OBJECT_SUFFIX);
        if (KEPT.contains(file) && Files.exists(file)) {
            return;
        }
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(folder);
                Path unfinished = Files.createTempFile(folder, "." + part.sha256(), null);
                Files.write(unfinished, part.content());
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            KEPT.add(file);
        } catch (IOException e) {
            RecordFile.ofCoverage(test.reports()).tell(e);
        }
    }
}
