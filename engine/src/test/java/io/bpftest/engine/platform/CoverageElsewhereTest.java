package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.engine.Frames;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What programs reached is recorded for the host's report wherever they ran. */
class CoverageElsewhereTest {

    @TempDir
    Path folder;

    @BpfObject("branches.bpf.c")
    static class Reaches {

        @Test
        void aBranch(@BpfProgram("branches") XdpProgram program) {
            assertThat(program.run(Frames.asking(1)).returnValue()).isPositive();
        }
    }

    private List<String> files(LauncherDiscoveryRequestBuilder request, String suffix) throws IOException {
        request.configurationParameter("bpftest.report.dir", folder.toString())
                .configurationParameter("bpftest.coverage", "true");
        LauncherFactory.create().execute(request.build(), new ReportListener(new AtomicReference<>()));
        try (Stream<Path> files = Files.list(folder.resolve("coverage"))) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(suffix))
                    .toList();
        }
    }

    @Test
    void anotherJvmRecordsBesideThisOne() throws IOException {
        List<String> here = files(Elsewhere.local(selectClass(Reaches.class)), ".jsonl");
        List<String> both = files(Elsewhere.process(selectClass(Reaches.class)), ".jsonl");

        assertThat(both).hasSize(2).containsAll(here);
        assertThat(both.stream().map(CoverageElsewhereTest::read))
                .allMatch(record -> record.contains("\"counters\":[["))
                .containsOnly(read(here.get(0)));
    }

    @Test
    void bothMeanTheSameObject() throws IOException {
        files(Elsewhere.local(selectClass(Reaches.class)), ".o");

        assertThat(files(Elsewhere.process(selectClass(Reaches.class)), ".o")).hasSize(1);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
