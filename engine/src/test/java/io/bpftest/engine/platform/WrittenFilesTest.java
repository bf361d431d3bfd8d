package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.engine.fork.Message;
import io.bpftest.spi.Configuration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenFilesTest {

    @TempDir
    Path folder;

    private WrittenFiles files;

    @BeforeEach
    void aGuestOfTwoModules() {
        files = new WrittenFiles(new GuestLaunch(
                List.of(),
                Map.of(),
                folder,
                List.of(folder.resolve("one"), folder.resolve("other")),
                List.of(
                        folder.resolve("one/target/bpf-test/linux-6_1"),
                        folder.resolve("other/target/bpf-test/linux-6_1")),
                GuestLimits.of(Configuration.of(key -> Optional.empty()))));
    }

    @Test
    void aReportLandsWhereTheGuestWroteIt() {
        write("other/target/bpf-test/linux-6_1/FilterTest/drops.pcap");

        assertThat(folder.resolve("other/target/bpf-test/linux-6_1/FilterTest/drops.pcap"))
                .hasContent("content");
    }

    @Test
    void whatBelongsBesideASourceLandsThere() {
        write("other/target/bpf-test/linux-6_1/sources/src/test/java/filters/FilterTest.replays.approved.txt");

        assertThat(folder.resolve("other/src/test/java/filters/FilterTest.replays.approved.txt"))
                .hasContent("content");
        assertThat(folder.resolve("other/target")).doesNotExist();
    }

    @Test
    void aGuestChangesNothingButWhatBelongsToTests() {
        for (String wanted : List.of("pom.xml", "src/main/java/Filter.java", "src/testing/Filter.java")) {
            assertThatThrownBy(() -> write("other/target/bpf-test/linux-6_1/sources/" + wanted))
                    .as(wanted)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> write("elsewhere/file")).isInstanceOf(IllegalArgumentException.class);
    }

    private void write(String file) {
        files.write(new Message.Written(folder.resolve(file).toString(), "content".getBytes(StandardCharsets.UTF_8)));
    }
}
