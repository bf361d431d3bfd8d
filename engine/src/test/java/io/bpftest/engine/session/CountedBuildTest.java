package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static io.bpftest.engine.session.Objects.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.program.VerifierFigure;
import io.bpftest.program.XdpProgram;
import io.bpftest.spi.BpfEngine;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.ObjectSource;
import io.bpftest.spi.record.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are opened with coverage, by themselves. */
class CountedBuildTest {

    @TempDir
    Path reports;

    private @Nullable TestRecord outer;

    @BeforeEach
    void begin() {
        outer = TestRecord.ofThread();
        TestRecord.set(new TestRecord(() -> "this test", "T", true, () -> reports));
    }

    @AfterEach
    void end() {
        TestRecord.set(outer);
    }

    private static ObjectSpec open(Path file) {
        Map<String, String> settings = Map.of("bpftest.coverage", "true");
        return BpfEngine.get()
                .open(
                        new ObjectSource(file, List.of()),
                        Configuration.of(key -> Optional.ofNullable(settings.get(key))));
    }

    private List<String> records() throws IOException {
        Path folder = reports.resolve("coverage");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(f -> f.toString().endsWith(".jsonl"))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllLines(file);
        }
    }

    @Test
    void whatRanIsRecordedWhenTheObjectIsClosed() throws IOException {
        try (LoadedObject object = open(source("maps.bpf.c")).load()) {
            object.program(XdpProgram.class).run(Frames.ofLength(64));
            assertThat(records()).isEmpty();
        }

        assertThat(records()).singleElement().asString().contains("\"test\":\"this test\"", "\"counters\":[[0,1]");
    }

    @Test
    void restoringMapsLeavesTheCountersAlone() throws IOException {
        try (LoadedObject object = open(source("maps.bpf.c")).load()) {
            LoadedObject.Checkpoint checkpoint = object.checkpoint();
            object.program(XdpProgram.class).run(Frames.ofLength(64));
            checkpoint.restore();
            object.program(XdpProgram.class).run(Frames.ofLength(64));
        }

        assertThat(records()).singleElement().asString().contains("\"counters\":[[0,2]");
    }

    @Test
    void thePlainObjectIsWhatTestsSee() {
        ObjectSpec spec = open(source("maps.bpf.c"));

        try (LoadedObject object = spec.load()) {
            KernelMap<Integer, Long> hash = object.map("hash", Integer.class, Long.class);
            hash.put(7, 70L);
            assertThat(hash.toMap()).containsEntry(7, 70L);
            assertThat(object.maps().stream().map(BpfMapHandle::info).map(info -> info.name()))
                    .containsExactlyElementsOf(
                            spec.maps().stream().map(map -> map.name()).toList());
        }
    }

    @Test
    void theVerifiersFiguresAreThoseOfThePlainObject() {
        ObjectSource source = new ObjectSource(source("maps.bpf.c"), List.of());
        Configuration without = Configuration.of(key -> Optional.empty());

        try (LoadedObject counted = open(source("maps.bpf.c")).load();
                LoadedObject plain = BpfEngine.get().open(source, without).load()) {
            for (VerifierFigure figure : List.of(VerifierFigure.INSTRUCTIONS, VerifierFigure.MACHINE_CODE)) {
                assertThat(counted.program(XdpProgram.class).verifierFigures().value(figure))
                        .isEqualTo(plain.program(XdpProgram.class)
                                .verifierFigures()
                                .value(figure));
            }
        }
    }

    @Test
    void aCompiledObjectRunsAsItIsAndIsNoted() throws IOException {
        Path object = write(reports, "maps.o", compiled("maps.bpf.c"));

        try (LoadedObject loaded = open(object).load()) {
            loaded.program(XdpProgram.class).run(Frames.ofLength(64));
        }

        assertThat(records())
                .singleElement()
                .asString()
                .contains("\"object\":\"maps.o\"", "\"uncovered\":\"a compiled object: only what is compiled from C");
    }

    @Test
    void withoutATestToRecordForNothingIsCounted() throws IOException {
        TestRecord.set(null);

        try (LoadedObject object = open(source("maps.bpf.c")).load()) {
            object.program(XdpProgram.class).run(Frames.ofLength(64));
        }

        assertThat(records()).isEmpty();
    }
}
