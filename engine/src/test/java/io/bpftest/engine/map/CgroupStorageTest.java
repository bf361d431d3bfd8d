package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.error.MapAccessException;
import io.bpftest.map.LocalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BpfObject("cgroup_owned.bpf.c")
class CgroupStorageTest {

    @BpfMap("of_cgroups")
    LocalStorage<Path, Integer> ofCgroups;

    @Test
    void aCgroupHasAValueOfItsOwn() throws IOException {
        Path root = CgroupArrayMapTest.root();

        assertThat(ofCgroups.get(root)).isNull();
        ofCgroups.put(root, 5);
        assertThat(ofCgroups.get(root)).isEqualTo(5);
        assertThat(ofCgroups.remove(root)).isTrue();
        assertThat(ofCgroups.remove(root)).isFalse();
    }

    @Test
    void aFolderThatIsNoCgroupIsRefused(@TempDir Path folder) {
        assertThat(Files.isDirectory(folder)).isTrue();
        assertThatThrownBy(() -> ofCgroups.put(folder, 1))
                .isInstanceOf(MapAccessException.class)
                .hasMessageContaining("knows no owner " + folder);
    }
}
