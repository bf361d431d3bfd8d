package io.bpftest.engine.report.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which files coverage is about, and what they are called. */
class CoverageFilesTest {

    private static final Path SYSTEM_HEADER = Path.of("/usr/include/bpf/bpf_helpers.h");

    @Test
    void theSystemsHeadersDoNotCount() {
        for (String project : new String[] {"/home/me/fw", "/usr/src/fw", "/"}) {
            assertThat(new ProjectFiles(Path.of(project)).count(SYSTEM_HEADER))
                    .as(project)
                    .isFalse();
        }
    }

    @Test
    void aProjectBelowTheSystemsFolderCounts() {
        ProjectFiles files = new ProjectFiles(Path.of("/usr/src/fw"));

        assertThat(files.count(Path.of("/usr/src/fw/src/fw.bpf.c"))).isTrue();
        assertThat(files.count(Path.of("/usr/src/other/inc.h"))).isFalse();
        assertThat(files.count(Path.of("/home/me/inc.h"))).isTrue();
        assertThat(files.count(Path.of("/usr/src/fw/vmlinux.h"))).isFalse();
    }

    @Test
    void filesAreNamedRelativeToTheProjectAndFoundRelativeToTheSource() {
        ProjectFiles files = new ProjectFiles(Path.of("/home/me/fw"));
        Path header = ProjectFiles.path("./../inc/a.h", Path.of("/home/me/fw/src/fw.bpf.c"));

        assertThat(header).isEqualTo(Path.of("/home/me/fw/inc/a.h"));
        assertThat(files.name(header)).isEqualTo("inc/a.h");
        assertThat(files.name(SYSTEM_HEADER)).isEqualTo("/usr/include/bpf/bpf_helpers.h");
    }
}
