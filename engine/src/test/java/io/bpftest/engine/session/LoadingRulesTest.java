package io.bpftest.engine.session;

import static io.bpftest.engine.session.Objects.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.engine.Golden;
import io.bpftest.error.UnknownNameException;
import io.bpftest.error.WrongHandleException;
import io.bpftest.map.KernelMap;
import io.bpftest.program.ProgramType;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadingRulesTest {

    private final Golden golden = new Golden();

    @Test
    void programsThatAreSwitchedOffHaveNoHandle() {
        ObjectSpec spec = Bpf.open(source("mixed.bpf.c"));
        spec.programs().forEach(program -> program.autoload(false));
        spec.program("good").loadAs(XdpProgram.class);

        try (LoadedObject object = spec.load()) {
            assertThat(object.program(XdpProgram.class).info().name()).isEqualTo("good");
            golden.fails(
                    "not_loaded", UnknownNameException.class, () -> object.program("label_length", XdpProgram.class));
        }
    }

    @ParameterizedTest
    @CsvSource({"on_ingress, ingress, 0", "on_egress, egress, 2", "classify, classifier, 3", "act, action, 4"})
    void sectionsOfTheTcCommandTakeTheTypeOfTheirHandle(String name, String section, int verdict) {
        ObjectSpec spec = Bpf.open(source("tc_sections.bpf.c"));
        spec.programs().forEach(program -> program.autoload(false));
        assertThat(spec.program(name).section()).isEqualTo(section);

        spec.program(name).loadAs(TcProgram.class);

        try (LoadedObject object = spec.load()) {
            TcProgram program = object.program(name, TcProgram.class);
            assertThat(program.run(Frames.ofLength(64)).returnValue()).isEqualTo(verdict);
            assertThat(program.info().type()).isIn(ProgramType.SCHED_CLS, ProgramType.SCHED_ACT);
        }
    }

    @Test
    void mapsTakeTheSizeThatIsSet() {
        ObjectSpec spec = Bpf.open(source("several_sizes.bpf.c"));
        spec.map("counted").maxEntries(5);
        assertThat(spec.map("counted").info().maxEntries()).isEqualTo(5);

        try (LoadedObject object = spec.load()) {
            KernelMap<Integer, Integer> map = object.map("counted", Integer.class, Integer.class);
            map.put(4, 44);
            assertThat(map.toMap()).hasSize(5).containsEntry(4, 44);
        }
    }

    @Test
    void aCopyKeepsItsOwnChanges() {
        ObjectSpec original = Bpf.open(source("mixed.bpf.c"));
        original.programs().forEach(program -> program.autoload(program.name().equals("good")));
        original.constant("limit").set(3);
        ObjectSpec copy = original.copy();

        copy.constant("limit").set(2);
        copy.program("label_length").autoload(true);
        copy.program("legacy_ingress").type(ProgramType.SCHED_CLS);
        copy.map("mixed.rodata").maxEntries(1);

        assertThat(original.program("label_length").autoload()).isFalse();
        assertThat(original.program("legacy_ingress").type()).isEqualTo(ProgramType.UNSPEC);
        assertThat(verdictOf(original)).as("limit 3, offset -1").isEqualTo(2);
        assertThat(verdictOf(copy)).as("limit 2, offset -1").isEqualTo(1);
    }

    @Test
    void aSpecMayBeChangedAndLoadedAgainWhileItsObjectsLive() {
        ObjectSpec spec = Bpf.open(source("several_sizes.bpf.c"));

        try (LoadedObject first = spec.load();
                LoadedObject second = spec.load()) {
            first.map("counted", Integer.class, Integer.class).put(0, 1);
            assertThat(second.map("counted", Integer.class, Integer.class).get(0))
                    .isZero();
        }
    }

    @Test
    void aMapOfAnotherObjectStandsInWhateverItsName() {
        ObjectSpec writer = Bpf.open(source("several_sizes.bpf.c"));
        ObjectSpec reader = Bpf.open(source("shared_reader.bpf.c"));

        try (LoadedObject first = writer.load()) {
            KernelMap<Integer, Integer> counted = first.map("counted", Integer.class, Integer.class);
            reader.map("shared_state").reuse(counted);
            try (LoadedObject second = reader.load()) {
                TcProgram program = second.program(TcProgram.class);
                assertThat(program.run(Frames.ofLength(64)).returnValue()).isZero();
                counted.put(0, 42);
                assertThat(program.run(Frames.ofLength(64)).returnValue()).isEqualTo(2);
                assertThat(second.map("shared_state", Integer.class, Integer.class)
                                .get(0))
                        .isEqualTo(42);
            }
            assertThat(counted.get(0)).as("closing the borrower").isEqualTo(42);
        }
    }

    @Test
    void aReusedMapOutlivesTheObjectItIsFrom() {
        ObjectSpec spec = Bpf.open(source("several_sizes.bpf.c"));
        LoadedObject first = spec.load();
        spec.map("other").reuse(first.map("other", Integer.class, Long.class));
        try (LoadedObject second = spec.load()) {
            first.close();
            second.map("other", Integer.class, Long.class).put(0, 1L);
            assertThat(second.program(XdpProgram.class).run(Frames.ofLength(64)).verdict())
                    .isEqualTo(XdpVerdict.DROP);
        }
    }

    @Test
    void aMapOfAnotherShapeDoesNotStandIn() {
        ObjectSpec spec = Bpf.open(source("several_sizes.bpf.c"));

        try (LoadedObject object = spec.load()) {
            golden.fails("reuse_other_shape", WrongHandleException.class, () -> spec.map("counted")
                    .reuse(object.map("other", Integer.class, Long.class)));
        }
    }

    private static int verdictOf(ObjectSpec spec) {
        ObjectSpec one = spec.copy();
        one.programs().forEach(program -> program.autoload(program.name().equals("good")));
        try (LoadedObject object = one.load()) {
            return object.program("good", XdpProgram.class)
                    .run(Frames.ofLength(64))
                    .returnValue();
        }
    }

    @Test
    void aMapThatStandsInIsAsLargeAsItIs() {
        ObjectSpec small = Bpf.open("src/test/bpf/maps.bpf.c");
        ObjectSpec large = small.copy();
        large.map("hash").maxEntries(5_000);
        try (LoadedObject first = large.load()) {
            KernelMap<Integer, Long> filled = first.map("hash", Integer.class, Long.class);
            for (int key = 0; key < 2_000; key++) {
                filled.put(key, 1L);
            }
            small.map("hash").reuse(filled);
            try (LoadedObject second = small.load()) {
                KernelMap<Integer, Long> same = second.map("hash", Integer.class, Long.class);
                assertThat(same.toMap()).hasSize(2_000);
                same.clear();
                assertThat(filled.size()).isZero();
            }
        }
    }
}
