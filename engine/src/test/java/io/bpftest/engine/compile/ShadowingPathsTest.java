package io.bpftest.engine.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShadowingPathsTest {

    @TempDir
    Path root;

    @Test
    void areInTheFoldersSearchedBefore() {
        List<Path> absent = ShadowingPaths.of(folders("source", "first", "second", "third"), files("second/net/ip.h"));

        assertThat(absent)
                .containsAll(files("source/net/ip.h", "first/net/ip.h"))
                .doesNotContainAnyElementsOf(files("second/net/ip.h", "third/net/ip.h"));
    }

    @Test
    void areBesideEveryProjectFileThatMayIncludeIt() {
        List<Path> absent = ShadowingPaths.of(folders("source", "first"), files("source/parts/table.h", "first/ip.h"));

        assertThat(absent).containsAll(files("source/parts/ip.h", "source/ip.h"));
    }

    @Test
    void leaveOutWhatIsThereThoughItWasNotRead() throws Exception {
        for (Path there : files("first/ip.h", "second/ip.h")) {
            Files.createDirectories(there.getParent());
            Files.createFile(there);
        }

        assertThat(ShadowingPaths.of(folders("source", "first", "second"), files("second/ip.h")))
                .containsExactlyElementsOf(files("source/ip.h"));
    }

    private List<Path> folders(String... names) {
        return files(names);
    }

    private List<Path> files(String... names) {
        return List.of(names).stream().map(root::resolve).toList();
    }
}
