package io.bpftest.engine.session;

import static io.bpftest.OpenOptions.openOptions;
import static io.bpftest.engine.session.Objects.compiled;
import static io.bpftest.engine.session.Objects.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.KernelMap;
import io.bpftest.program.Helper;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in the place of helpers' calls. */
class HelperStubTest {

    private static final byte[] FRAME = Frames.ofLength(64);

    private final ObjectSpec spec = Bpf.open(source("stubbable.bpf.c"));

    private ObjectSpec only(String... programs) {
        spec.programs().forEach(program -> program.autoload(List.of(programs).contains(program.name())));
        return spec;
    }

    /** What a program tells in each of its runs. */
    private static List<Long> told(ObjectSpec spec, String program, int runs) {
        List<Long> told = new ArrayList<>();
        try (LoadedObject object = spec.load()) {
            KernelMap<Integer, Long> results = object.map("results", Integer.class, Long.class);
            for (int i = 0; i < runs; i++) {
                object.program(program, XdpProgram.class).run(FRAME);
                told.add(results.get(0));
            }
        }
        return told;
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "nested", "sharing", "looping"})
    void aValueStandsForCallsInTheProgramItsSubprogramsAndItsCallbacks(String program) {
        only(program).program(program).stub(Helper.KTIME_GET_NS).returning(42);

        assertThat(told(spec, program, 2)).containsOnly(program.equals("nested") ? 43L : 42L);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                -1,
                Integer.MAX_VALUE,
                Integer.MIN_VALUE,
                0x8000_0000L,
                0xffff_ffffL,
                0x1_0000_0000L,
                Long.MIN_VALUE,
                1_763_900_000_123_456_789L
            })
    void theProgramSeesAllBitsOfAnyValue(long value) {
        only("direct").program("direct").stub(Helper.KTIME_GET_NS).returning(value);

        assertThat(told(spec, "direct", 2)).containsExactly(value, value);
    }

    @Test
    void eachCallTakesTheNextValueAndTheLastGoesOn() {
        only("direct").program("direct").stub(Helper.KTIME_GET_NS).returning(10, 20, 30);

        assertThat(told(spec, "direct", 5)).containsExactly(10L, 20L, 30L, 30L, 30L);
        assertThat(told(spec, "direct", 1)).containsExactly(10L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested", "sharing", "looping"})
    void subprogramsAndCallbacksTakeTheNextToo(String program) {
        only(program).program(program).stub(Helper.KTIME_GET_NS).returning(1L << 40, 2L << 40);

        long more = program.equals("nested") ? 1 : 0;
        assertThat(told(spec, program, 3)).containsExactly((1L << 40) + more, (2L << 40) + more, (2L << 40) + more);
    }

    @Test
    void callsOfOneRunTakeDifferentValues() {
        only("twice").program("twice").stub(Helper.KTIME_GET_NS).returning(1000, 1250, 2000, 2001);

        assertThat(told(spec, "twice", 3)).containsExactly(250L, 1L, 0L);
    }

    @Test
    void twentyValuesArePossible() {
        only("direct")
                .program("direct")
                .stub(Helper.KTIME_GET_NS)
                .returning(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);

        assertThat(told(spec, "direct", 21))
                .containsExactly(
                        1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L, 20L);
    }

    @Test
    void severalHelpersAreStubbedEachByItsOwnValues() {
        only("spreads").program("spreads").stub(Helper.GET_PRANDOM_U32).returning(100, 200);
        spec.program("spreads").stub(Helper.GET_SMP_PROCESSOR_ID).returning(100, 200);

        assertThat(told(spec, "spreads", 2)).containsExactly(200L, 400L);
    }

    @Test
    void aSecondStubTakesThePlaceOfTheFirst() {
        only("direct").program("direct").stub(Helper.KTIME_GET_NS).returning(1);
        spec.program("direct").stub(Helper.KTIME_GET_NS).returning(2);

        assertThat(told(spec, "direct", 1)).containsExactly(2L);
    }

    @Test
    void anErrorStandsForAnEffect() {
        only("spreads").program("spreads").stub(Helper.MAP_UPDATE_ELEM).returning(-7);

        try (LoadedObject object = spec.load()) {
            assertThat(object.program("spreads", XdpProgram.class).run(FRAME).returnValue())
                    .isZero();
        }
    }

    @Test
    void nullStandsForAPointer() {
        only("sends").program("sends").stub(Helper.RINGBUF_RESERVE).returning(0);

        try (LoadedObject object = spec.load()) {
            assertThat(object.program("sends", XdpProgram.class).run(FRAME).returnValue())
                    .isEqualTo(1);
        }
    }

    @Test
    void aRedirectsResultIsStubbed() {
        only("sends_on").program("sends_on").stub(Helper.REDIRECT).returning(2);

        try (LoadedObject object = spec.load()) {
            assertThat(object.program("sends_on", TcProgram.class).run(FRAME).returnValue())
                    .isEqualTo(2);
        }
    }

    @Test
    void otherProgramsCallTheHelperItself() {
        only("direct", "twice").program("direct").stub(Helper.KTIME_GET_NS).returning(5);

        assertThat(told(spec, "direct", 1)).containsExactly(5L);
        assertThat(told(spec, "twice", 1)).allSatisfy(time -> assertThat(time).isPositive());
    }

    @Test
    void programsWithTheSameValuesTakeTurns() {
        only("nested", "sharing").program("nested").stub(Helper.KTIME_GET_NS).returning(10, 20, 30);
        spec.program("sharing").stub(Helper.KTIME_GET_NS).returning(10, 20, 30);

        try (LoadedObject object = spec.load()) {
            KernelMap<Integer, Long> results = object.map("results", Integer.class, Long.class);
            object.program("nested", XdpProgram.class).run(FRAME);
            assertThat(results.get(0)).isEqualTo(11);
            object.program("sharing", XdpProgram.class).run(FRAME);
            assertThat(results.get(0)).isEqualTo(20);
        }
    }

    @Test
    void aSpecsStubsAreItsOwn() {
        ObjectSpec copy = only("direct").copy();
        copy.program("direct").stub(Helper.KTIME_GET_NS).returning(5);

        assertThat(told(copy.copy(), "direct", 1)).containsExactly(5L);
        assertThat(told(spec, "direct", 1)).doesNotContain(5L);
    }

    @Test
    void mapsAndGlobalsAreThoseOfTheObject() {
        only("direct").program("direct").stub(Helper.KTIME_GET_NS).returning(1, 2);

        List<String> plain = names(Bpf.open(source("stubbable.bpf.c")));
        assertThat(names(spec)).isEqualTo(plain).contains("results of 1", "events of 4096");
    }

    private static List<String> names(ObjectSpec spec) {
        try (LoadedObject object = spec.load()) {
            return object.maps().stream()
                    .map(BpfMapHandle::info)
                    .map(info -> info.name() + " of " + info.maxEntries())
                    .toList();
        }
    }

    @Test
    void compiledObjectsAreStubbedToo(@TempDir Path folder) throws IOException {
        Path object = Files.write(folder.resolve("foreign.o"), compiled("stubbable.bpf.c", "-DFOREIGN"));
        for (long[] further : new long[][] {{}, {8}}) {
            ObjectSpec foreign = Bpf.open(object);
            foreign.programs()
                    .forEach(program -> program.autoload(program.name().equals("nested")));
            foreign.program("nested").stub(Helper.KTIME_GET_NS).returning(7, further);

            assertThat(told(foreign, "nested", 1)).containsExactly(8L);
        }
    }

    @Test
    void stubsAndMocksGoTogether(@TempDir Path folder) throws IOException {
        Path judge = Files.writeString(
                folder.resolve("judge.bpf.c"),
                "struct xdp_md; int judge(struct xdp_md *ctx, unsigned int length) { return 3; }");
        ObjectSpec mocked = Bpf.open(source("mockable.bpf.c"), openOptions().with(judge));
        mocked.program("others").autoload(false);
        mocked.program("clock").stub(Helper.KTIME_GET_NS).returning(41, 42);

        try (LoadedObject object = mocked.load()) {
            XdpProgram clock = object.program("clock", XdpProgram.class);
            assertThat(clock.run(FRAME).returnValue()).isZero();
            assertThat(clock.run(FRAME).returnValue()).isEqualTo(1);
            assertThat(object.program("decide", XdpProgram.class).run(FRAME).returnValue())
                    .isEqualTo(3);
        }
    }

    @Test
    void whatAMockReplacedIsNoLongerCalled() {
        ObjectSpec mocked = Bpf.open(source("mockable.bpf.c"), openOptions().with(source("mockable_clock.bpf.c")));

        assertThat(Bpf.open(source("mockable.bpf.c")).program("clock").helpers())
                .containsExactly(Helper.KTIME_GET_NS);
        assertThat(mocked.program("clock").helpers()).isEmpty();
    }

    @Test
    void aProgramsHelpersAreThoseOfItsSubprogramsToo() {
        assertThat(spec.program("looping").helpers())
                .containsExactly(Helper.MAP_UPDATE_ELEM, Helper.KTIME_GET_NS, Helper.LOOP);
        assertThat(spec.program("calls_nothing").helpers()).isEmpty();
    }
}
