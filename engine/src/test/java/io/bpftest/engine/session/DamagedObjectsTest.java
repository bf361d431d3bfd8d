package io.bpftest.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.ChildJvm;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand damaged copies of an object, opened and loaded by a JVM that must outlive them. */
class DamagedObjectsTest {

    @TempDir
    Path folder;

    @Test
    void aThousandDamagedCopiesHarmNobody() throws Exception {
        ChildJvm.End end = new ChildJvm(DamagedCopies.class)
                .property("bpftest.cache.dir", folder)
                .property("java.io.tmpdir", folder)
                .run("maps.bpf.c", 0, 1000);
        assertThat(end.exitCode()).as(end.output()).isZero();
        Map<String, Integer> counts = counts(end.output());

        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
        assertThat(counts.get("loaded")).isGreaterThan(100);
        assertThat(counts.get("refused: ObjectFormatException")).isGreaterThan(100);
    }

    private static Map<String, Integer> counts(String output) {
        return output.lines()
                .filter(line -> line.contains(" x "))
                .map(line -> line.split(" x ", 2))
                .collect(Collectors.toMap(
                        line -> line[1], line -> Integer.valueOf(line[0]), Integer::sum, TreeMap::new));
    }
}
