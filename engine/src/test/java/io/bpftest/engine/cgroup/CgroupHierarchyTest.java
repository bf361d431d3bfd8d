package io.bpftest.engine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.error.CgroupException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines as hosts of each kind have them. */
class CgroupHierarchyTest {

    private static final String V1 = "31 24 0:27 / /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory";
    private static final String UNIFIED = "30 24 0:26 / /sys/fs/cgroup/unified rw,nosuid shared:9 - cgroup2 cgroup2 rw";
    private static final String PURE = "30 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate";

    @Test
    void aHybridHostHasThemBesideThoseOfVersion1() {
        CgroupHierarchy found = CgroupHierarchy.of(
                List.of(V1, UNIFIED), List.of("8:memory:/docker/1", "0::/user.slice/session-1.scope"));

        assertThat(found.mount()).isEqualTo(Path.of("/sys/fs/cgroup/unified"));
        assertThat(found.own()).isEqualTo(Path.of("/sys/fs/cgroup/unified/user.slice/session-1.scope"));
        assertThat(found.readOnly()).isFalse();
    }

    @Test
    void aHostOfVersion2HasThemAlone() {
        CgroupHierarchy found = CgroupHierarchy.of(List.of(PURE), List.of("0::/"));

        assertThat(found.mount()).isEqualTo(Path.of("/sys/fs/cgroup"));
        assertThat(found.own()).isEqualTo(Path.of("/sys/fs/cgroup"));
    }

    @Test
    void aHostOfVersion1IsToldSoWithWhereItHasThem() {
        assertThatThrownBy(() -> CgroupHierarchy.of(List.of(V1), List.of("8:memory:/")))
                .isInstanceOf(CgroupException.class)
                .hasMessageContaining("control groups of version 1 only, at /sys/fs/cgroup/memory")
                .hasMessageContaining("control groups of version 2, mounted")
                .hasMessageContaining("mount -t cgroup2");
    }

    @Test
    void aHostWithoutAnyIsToldSo() {
        assertThatThrownBy(() -> CgroupHierarchy.of(List.of("22 1 8:1 / / rw - ext4 /dev/sda1 rw"), List.of()))
                .isInstanceOf(CgroupException.class)
                .hasMessageContaining("no control groups at all are mounted");
    }

    @Test
    void aMountThatMayBeWrittenIsPreferred() {
        String readOnly = "40 24 0:26 / /sys/fs/cgroup ro,nosuid - cgroup2 cgroup rw";
        String writable = "41 24 0:26 / /mnt/c\\040g rw - cgroup2 cgroup rw";

        assertThat(CgroupHierarchy.of(List.of(readOnly), List.of("0::/")).readOnly())
                .isTrue();
        assertThat(CgroupHierarchy.of(List.of(readOnly, writable), List.of("0::/")))
                .isEqualTo(new CgroupHierarchy(Path.of("/mnt/c g"), Path.of("/mnt/c g"), false));
    }

    @Test
    void aGroupIsFoundBelowWhatIsMountedOfTheWhole() {
        String part = "30 24 0:26 /docker/1 /sys/fs/cgroup rw - cgroup2 cgroup rw";

        assertThat(CgroupHierarchy.of(List.of(part), List.of("0::/docker/1/test"))
                        .own())
                .isEqualTo(Path.of("/sys/fs/cgroup/test"));
        assertThat(CgroupHierarchy.of(List.of(part), List.of("0::/docker/1")).own())
                .isEqualTo(Path.of("/sys/fs/cgroup"));
        assertThat(CgroupHierarchy.of(List.of(PURE), List.of("0::/../other")).own())
                .isEqualTo(Path.of("/sys/fs/cgroup"));
    }
}
