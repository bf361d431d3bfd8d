package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.BpfVariant;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.map.KernelMap;
import io.bpftest.program.XdpProgram;
import io.bpftest.spi.CurrentTest;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

class VariantsTest {

    /** What the fixtures' programs returned, in the order of their tests. */
    private static final List<String> GOT = new CopyOnWriteArrayList<>();

    private static final Set<String> REPORTS = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void forget() {
        GOT.clear();
        REPORTS.clear();
    }

    private static void note(String what, XdpProgram program) {
        GOT.add(what + " " + program.run(Frames.ofLength(64)).returnValue());
        REPORTS.add(CurrentTest.get().className());
    }

    @Test
    void eachVariantHasItsOwnBuildAndConstants() {
        FixtureRun run = FixtureRun.of(PerMethod.class);

        assertThat(run.names()).hasSize(4 * 2);
        assertThat(run.results().containerEvents().started().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName()))
                .contains("[1] plain", "[2] -DBUILD=20", "[3] number=3", "[4] both");
        assertThat(GOT)
                .containsExactlyInAnyOrder(
                        "plain 11",
                        "inside 11",
                        "-DBUILD=20 21",
                        "inside 21",
                        "number=3 13",
                        "inside 13",
                        "both 24",
                        "inside 24");
        assertThat(REPORTS)
                .containsExactlyInAnyOrder(
                        "VariantsTest.PerMethod[plain]",
                        "VariantsTest.PerMethod[plain].Inside",
                        "VariantsTest.PerMethod[-DBUILD=20]",
                        "VariantsTest.PerMethod[-DBUILD=20].Inside",
                        "VariantsTest.PerMethod[number=3]",
                        "VariantsTest.PerMethod[number=3].Inside",
                        "VariantsTest.PerMethod[both]",
                        "VariantsTest.PerMethod[both].Inside");
    }

    @BpfObject("variant.bpf.c")
    @BpfConstant(name = "number", value = "1")
    @BpfVariant(name = "plain")
    @BpfVariant(cflags = "-DBUILD=20")
    @BpfVariant(constants = @BpfConstant(name = "number", value = "3"))
    @BpfVariant(name = "both", cflags = "-DBUILD=20", constants = @BpfConstant(name = "number", value = "4"))
    static class PerMethod {

        private final XdpProgram program;

        PerMethod(XdpProgram program) {
            this.program = program;
        }

        @Test
        void test() {
            String name = CurrentTest.get().className();
            note(name.substring(name.indexOf('[') + 1, name.length() - 1), program);
        }

        @Nested
        class Inside {
            @Test
            void test(@BpfProgram(object = "variant.bpf.c") XdpProgram nearest) {
                note("inside", nearest);
            }
        }
    }

    @Test
    void variantsRunInParallelToo() {
        assertThat(FixtureRun.parallel(PerMethod.class).names()).hasSize(4 * 2);
        assertThat(FixtureRun.parallel(PerClass.class).names()).hasSize(2 * 3);
    }

    @Test
    void sharedObjectsAreLoadedOnceAVariant() {
        assertThat(FixtureRun.of(PerClass.class).names()).hasSize(2 * 3);

        assertThat(GOT).containsExactly("one 11", "one 11", "one 11", "two 21", "two 21", "two 21");
    }

    @BpfObject(value = "variant.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @BpfVariant(name = "one", constants = @BpfConstant(name = "number", value = "1"))
    @BpfVariant(name = "two", cflags = "-DBUILD=20", constants = @BpfConstant(name = "number", value = "1"))
    static class PerClass {

        @BpfProgram
        static XdpProgram program;

        @Parameter
        BpfVariant variant;

        @BeforeParameterizedClassInvocation(injectArguments = false)
        static void fill(@BpfMap("runs") KernelMap<Integer, Integer> runs) {
            assertThat(runs.get(0)).isZero();
            runs.put(0, 100);
        }

        @RepeatedTest(3)
        void test(@BpfMap("runs") KernelMap<Integer, Integer> runs) {
            note(variant.name(), program);
            assertThat(runs.get(0)).as("restored before each").isEqualTo(101);
        }
    }

    @Test
    void sharedInstancesHaveTheHandlesOfTheVariantThatRuns() {
        assertThat(FixtureRun.of(OneInstance.class).names()).hasSize(2);

        assertThat(GOT).containsExactly("one 10", "two 20");
    }

    @BpfObject(value = "variant.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @BpfVariant(name = "one")
    @BpfVariant(name = "two", cflags = "-DBUILD=20")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {

        @BpfProgram
        XdpProgram program;

        @Parameter
        String name;

        @Test
        void test() {
            note(name, program);
        }
    }

    @Test
    void variantsOfNestedClassesMultiply() {
        assertThat(FixtureRun.of(Outer.class).names()).hasSize(2 * 2);

        assertThat(GOT).containsExactly("a, x 11", "a, y 12", "b, x 21", "b, y 22");
        assertThat(REPORTS)
                .contains("VariantsTest.Outer[a].Inner[x]", "VariantsTest.Outer[b].Inner[y]")
                .hasSize(4);
    }

    @BpfVariant(name = "a")
    @BpfVariant(name = "b", cflags = "-DBUILD=20")
    @BpfObject("variant.bpf.c")
    static class Outer {

        @Parameter
        String outer;

        @Nested
        @BpfVariant(name = "x", constants = @BpfConstant(name = "number", value = "1"))
        @BpfVariant(name = "y", constants = @BpfConstant(name = "number", value = "2"))
        class Inner {

            private final String inner;

            Inner(String inner) {
                this.inner = inner;
            }

            @Test
            void test(XdpProgram program) {
                note(outer + ", " + inner, program);
            }
        }
    }

    @Test
    void subclassesInheritVariants() {
        assertThat(FixtureRun.of(Inheriting.class).names()).hasSize(4 * 2);
    }

    static class Inheriting extends PerMethod {
        Inheriting(XdpProgram program) {
            super(program);
        }
    }

    @Test
    void classesRepeatedForOtherReasonsHaveReportsOfTheirOwn() {
        assertThat(FixtureRun.of(Repeated.class).names()).hasSize(2);

        assertThat(REPORTS).containsExactlyInAnyOrder("VariantsTest.Repeated[1]", "VariantsTest.Repeated[2]");
    }

    @ParameterizedClass
    @ValueSource(ints = {3, 4})
    @BpfObject("variant.bpf.c")
    static class Repeated {

        @Parameter
        int value;

        @BpfProgram
        XdpProgram program;

        @AfterEach
        void reports() {
            assertThat(CurrentTest.get().methodName()).isEqualTo("test");
        }

        @Test
        void test() {
            note("value " + value, program);
        }
    }

    @Test
    void misusesAreTyped() {
        assertThat(FixtureRun.of(SameNames.class).failure())
                .isExactlyInstanceOf(io.bpftest.error.InjectionException.class)
                .hasMessageContainingAll("cannot be told apart", "two of the name \"a b\"");
        assertThat(FixtureRun.of(NoSource.class).failure())
                .isExactlyInstanceOf(io.bpftest.error.InjectionException.class)
                .hasMessageContaining("are for no object");
        assertThat(FixtureRun.of(TwoSources.class).failure())
                .isExactlyInstanceOf(io.bpftest.error.InjectionException.class)
                .hasMessageContaining("has variants and another source of arguments");
        assertThat(FixtureRun.of(BeforeAll.class).failure())
                .isExactlyInstanceOf(io.bpftest.error.InjectionException.class)
                .hasMessageContaining("is of no variant");
        assertThat(FixtureRun.of(NoSuchConstant.class).failure())
                .isExactlyInstanceOf(io.bpftest.error.UnknownNameException.class)
                .hasMessageContaining("no constant \"nope\"");
        assertThat(GOT).isEqualTo(Collections.emptyList());
    }

    @BpfObject("variant.bpf.c")
    @BpfVariant(name = "a:b")
    @BpfVariant(name = "a b")
    static class SameNames {
        @Test
        void test(XdpProgram program) {
            note("must not run", program);
        }
    }

    @BpfVariant(cflags = "-DBUILD=20")
    static class NoSource {
        @Test
        @BpfObject("variant.bpf.c")
        void test(XdpProgram program) {
            note("must not run", program);
        }
    }

    @BpfObject("variant.bpf.c")
    @BpfVariant(name = "a")
    @ValueSource(ints = 1)
    static class TwoSources {
        @Test
        void test(XdpProgram program) {
            note("must not run", program);
        }
    }

    @BpfObject(value = "variant.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    @BpfVariant(name = "a")
    static class BeforeAll {
        @org.junit.jupiter.api.BeforeAll
        static void set(XdpProgram program) {}

        @Test
        void test(XdpProgram program) {
            note("must not run", program);
        }
    }

    @BpfObject("variant.bpf.c")
    @BpfVariant(name = "a", constants = @BpfConstant(name = "nope", value = "1"))
    static class NoSuchConstant {
        @Test
        void test(XdpProgram program) {
            note("must not run", program);
        }
    }
}
