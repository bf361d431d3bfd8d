package io.bpftest.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A thousand damaged copies of an object, opened and loaded by a JVM that must outlive them and must not hang: one that
 * does is killed, and the test fails. What is outside of that JVM has a limit too.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DamagedObjectsTest {

    /** Many times what it takes; a copy that hangs its process costs that process 5 seconds (TrialLimits). */
    private static final Duration LONGEST = Duration.ofMinutes(8);

    @TempDir
    Path folder;

    @Test
    void aThousandDamagedCopiesHarmNobody() throws Exception {
        ChildJvm.End end = child().run("maps.bpf.c", 0, 1000);
        assertThat(end.exitCode()).as(end.output()).isZero();
        Map<String, Integer> counts = counts(end.output());

        assertThat(counts.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000);
        assertThat(counts.get("loaded")).isGreaterThan(100);
        assertThat(counts.get("refused: ObjectFormatException")).isGreaterThan(100);
    }

    @Test
    void jvmsThatShareACacheDoNotDisturbEachOther() throws Exception {
        List<Process> jvms = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                jvms.add(child().start("maps.bpf.c", 0, 100, "each"));
            }
            Set<String> outputs = new HashSet<>();
            for (Process jvm : jvms) {
                ChildJvm.End end = child().await(jvm);
                outputs.add(end.output());
                assertThat(end.exitCode()).as(outputs.toString()).isZero();
            }
            assertThat(outputs).hasSize(1);
        } finally {
            jvms.forEach(Process::destroyForcibly);
        }
    }

    private ChildJvm child() {
        return new ChildJvm(DamagedCopies.class)
                .within(LONGEST)
                .property("bpftest.cache.dir", folder)
                .property("java.io.tmpdir", folder);
    }

    private static Map<String, Integer> counts(String output) {
        return output.lines()
                .filter(line -> line.contains(" x "))
                .map(line -> line.split(" x ", 2))
                .collect(Collectors.toMap(
                        line -> line[1], line -> Integer.valueOf(line[0]), Integer::sum, TreeMap::new));
    }
}
