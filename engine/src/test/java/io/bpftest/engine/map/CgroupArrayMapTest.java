package io.bpftest.engine.map;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.error.FileMissingException;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.CgroupArray;
import io.bpftest.program.TcProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@BpfObject("tail_calls.bpf.c")
class CgroupArrayMapTest {

    @BpfMap
    CgroupArray groups;

    @BpfProgram("in_group")
    TcProgram inGroup;

    /** Every process is below the hierarchy's root. */
    @Test
    void aProgramComparesWithTheCgroupOfAnIndex() throws IOException {
        assertThat(inGroup.run(Frames.ofLength(64)).returnValue()).isNegative();

        groups.set(0, root());
        assertThat(inGroup.run(Frames.ofLength(64)).returnValue()).isEqualTo(1);

        assertThat(groups.remove(0)).isTrue();
        assertThat(groups.remove(0)).isFalse();
        assertThat(inGroup.run(Frames.ofLength(64)).returnValue()).isNegative();
    }

    @Test
    void whatIsNoCgroupIsRefused() throws IOException {
        Path root = root();

        assertThatThrownBy(() -> groups.set(0, Path.of("/proc/self")))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("Map \"groups\" (CGROUP_ARRAY) does not take /proc/self")
                .hasMessageContaining("cgroup v2");
        assertThatThrownBy(() -> groups.set(0, root.resolve("no such group")))
                .isInstanceOf(FileMissingException.class)
                .hasMessageContaining("no such group cannot be opened");
        assertThatThrownBy(() -> groups.set(2, root)).hasMessageContaining("has no such index");
    }

    @Test
    void aReaderIsToldThatTheContentIsNotShown() {
        assertThat(groups.state(5).toString()).contains("CGROUP_ARRAY").contains("not shown");
    }

    static Path root() throws IOException {
        try (var mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.map(line -> line.split(" "))
                    .filter(mount -> mount[2].equals("cgroup2"))
                    .map(mount -> Path.of(mount[1]))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
