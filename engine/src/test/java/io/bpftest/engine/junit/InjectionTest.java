package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.ProgramSpec;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.program.SocketFilterProgram;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@BpfObject("maps.bpf.c")
class InjectionTest {

    private final XdpProgram fromConstructor;

    @BpfProgram
    private XdpProgram field;

    @BpfMap
    KernelMap<Integer, Long> array;

    InjectionTest(@BpfProgram("count") XdpProgram fromConstructor) {
        this.fromConstructor = fromConstructor;
    }

    @BeforeEach
    void runOnce(XdpProgram program) {
        program.run(Frames.ofLength(64));
    }

    @AfterEach
    void seesTheSameMap(@BpfMap("array") KernelMap<Integer, Long> same) {
        assertThat(same.toMap()).isEqualTo(array.toMap());
    }

    @Test
    void fieldsConstructorsAndLifecycleMethodsShareTheObjectOfTheInvocation(@BpfMap KernelMap<Integer, Long> array) {
        field.run(Frames.ofLength(64));
        fromConstructor.run(Frames.ofLength(64));

        assertThat(array.get(0)).isEqualTo(3);
        assertThat(this.array.get(0)).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void eachInvocationOfAParameterizedTestHasAFreshObject(int times, XdpProgram program) {
        for (int i = 0; i < times; i++) {
            program.run(Frames.ofLength(64));
        }
        assertThat(array.get(0)).isEqualTo(1 + times);
    }

    @RepeatedTest(3)
    void eachRepetitionHasAFreshObject(@BpfMap("hash") KernelMap<Integer, Long> hash) {
        assertThat(hash.get(0)).isEqualTo(1);
    }

    @TestFactory
    Stream<DynamicTest> dynamicTestsShareTheObjectOfTheirFactory(XdpProgram program) {
        return Stream.of(2L, 3L)
                .map(expected -> DynamicTest.dynamicTest("run " + expected, () -> {
                    program.run(Frames.ofLength(64));
                    assertThat(array.get(0)).isEqualTo(expected);
                }));
    }

    @Test
    void theLoadedObjectAndItsSpecCanBeInjected(LoadedObject object, ObjectSpec spec) {
        assertThat(object.name()).isEqualTo("maps.bpf.c");
        assertThat(spec.programs()).extracting(ProgramSpec::name).containsExactly("count");
    }

    @Nested
    class Inside {

        @BpfMap
        KernelMap<Integer, Long> hash;

        @BeforeEach
        void runAgain(XdpProgram program) {
            program.run(Frames.ofLength(64));
        }

        @Test
        void nestedClassesSeeTheOuterObject() {
            assertThat(hash.get(0)).isEqualTo(2);
            assertThat(array.get(0)).isEqualTo(2);
        }

        @Nested
        @BpfObject("verdicts.bpf.c")
        class WithItsOwnObject {

            @ParameterizedTest
            @EnumSource(value = XdpVerdict.class, names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
            void theNearestObjectThatFitsIsMeant(
                    XdpVerdict verdict,
                    @BpfProgram XdpProgram nearest,
                    @BpfProgram(object = "maps.bpf.c") XdpProgram named) {
                assertThat(nearest.run(Frames.asking(verdict.ordinal())).verdict())
                        .isEqualTo(verdict);
                assertThat(named.run(Frames.asking(1)).verdict()).isEqualTo(XdpVerdict.PASS);
                assertThat(hash.get(0)).isEqualTo(3);
            }
        }
    }

    @Nested
    @BpfProgram(value = "tc_verdict", object = "verdicts.bpf.c")
    class ProgramNamedOnTheClass {

        @Test
        void handlesThatNameNothingMeanTheProgramOfTheClass(TcProgram program) {
            assertThat(program.info().name()).isEqualTo("tc_verdict");
        }

        @Test
        @BpfProgram(value = "accept", object = "verdicts.bpf.c")
        void theMethodsProgramIsNearer(SocketFilterProgram program) {
            assertThat(program.info().name()).isEqualTo("accept");
        }

        @Test
        void aParameterMayNameItsObjectItself(
                @BpfProgram(value = "writer", object = "shared.bpf.c") XdpProgram program) {
            assertThat(program.run(Frames.ofLength(64)).verdict()).isEqualTo(XdpVerdict.PASS);
            assertThat(List.of(program.info().source())).containsExactly("shared.bpf.c");
        }
    }
}
