package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfLab;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.engine.Frames;
import io.bpftest.engine.lab.MakesNamespaces;
import io.bpftest.error.InjectionException;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.SocketKind;
import io.bpftest.lab.TestSocket;
import io.bpftest.lab.XdpMode;
import io.bpftest.lab.XdpPath;
import io.bpftest.lab.XdpRunner;
import io.bpftest.program.XdpProgram;
import io.bpftest.program.XdpVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Labs of fixture classes, each seen from outside. */
@MakesNamespaces
class LabInjectionTest {

    private static final List<Lab> SEEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static Events run(Class<?> fixture) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(fixture))
                .execute()
                .allEvents();
    }

    private static void assertClosed(int labs) {
        Set<Lab> different = new LinkedHashSet<>(SEEN);
        assertThat(different).hasSize(labs);
        assertThat(different).allSatisfy(lab -> assertThatThrownBy(() -> lab.host("late"))
                .isInstanceOf(ObjectClosedException.class));
    }

    @Test
    void aTestHasOneLabOfItsOwnWhichIsClosedAfterIt() {
        run(PerMethod.class).assertStatistics(s -> s.failed(0));
        assertThat(SEEN).hasSize(9);
        assertClosed(3);
    }

    @Test
    void aLabIsClosedWhenItsTestFailsOrIsNotEvenConstructed() {
        assertThat(run(FailsToConstruct.class).failed().count()).isEqualTo(1);
        assertClosed(1);
        SEEN.clear();
        assertThat(run(Fails.class).failed().count()).isEqualTo(1);
        assertClosed(1);
    }

    @Test
    void theTestsOfAClassShareALabThatItAsksFor() {
        run(PerClass.class).assertStatistics(s -> s.failed(0));
        assertThat(SEEN).hasSize(4);
        assertClosed(1);
    }

    @Test
    void whatATestAttachedToASharedLabIsGoneBeforeTheNext() {
        run(AttachesToShared.class).assertStatistics(s -> s.failed(0));
        assertClosed(1);
    }

    @Test
    void whatATestCountedOrOpenedInASharedLabIsGoneBeforeTheNext() {
        run(RunsInShared.class).assertStatistics(s -> s.failed(0));
        assertClosed(1);
    }

    @ParameterizedTest
    @ValueSource(classes = {StaticOfPerMethod.class, PerClassOnAField.class, NoLab.class})
    void aLabThatCannotBeInjectedIsToldSo(Class<?> fixture) {
        Stream<Throwable> failures = run(fixture).failed().stream()
                .flatMap(event -> event.getPayload(TestExecutionResult.class).orElseThrow().getThrowable().stream());
        assertThat(failures).isNotEmpty().allSatisfy(thrown -> assertThat(thrown)
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("@BpfLab"));
        assertClosed(0);
    }

    @BpfLab
    static class PerMethod {
        @BpfLab
        Lab field;

        @BeforeEach
        void setUp(Lab lab) {
            SEEN.add(lab);
        }

        @RepeatedTest(3)
        void test(Lab lab) {
            SEEN.add(lab);
            SEEN.add(field);
            assertThat(lab).isSameAs(field);
            assertThat(lab.hosts()).isEmpty();
            lab.host("a");
        }
    }

    static class FailsToConstruct {
        FailsToConstruct(@BpfLab Lab lab) {
            SEEN.add(lab);
            throw new IllegalStateException(lab.host("a").toString());
        }

        @Test
        void test() {}
    }

    static class Fails {
        @Test
        void test(@BpfLab Lab lab) {
            SEEN.add(lab);
            throw new AssertionError(lab.host("a").toString());
        }
    }

    @BpfLab(lifecycle = Lifecycle.PER_CLASS)
    static class PerClass {
        @BeforeAll
        static void setUp(Lab lab) {
            SEEN.add(lab);
            lab.host("a");
        }

        @RepeatedTest(3)
        void test(Lab lab) {
            SEEN.add(lab);
            assertThat(lab.hosts()).hasSize(1);
        }
    }

    @BpfLab(lifecycle = Lifecycle.PER_CLASS)
    @BpfObject("verdicts.bpf.c")
    static class AttachesToShared {
        @BeforeAll
        static void setUp(Lab lab) {
            lab.link("a", "b");
        }

        @RepeatedTest(3)
        void test(Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) {
            SEEN.add(lab);
            LabInterface far = lab.host("b").networkInterface("eth0");
            assertThat(far.xdp()).isEmpty();
            far.attach(program, XdpMode.NATIVE);
            assertThat(far.xdp()).isPresent();
        }
    }

    @BpfLab(lifecycle = Lifecycle.PER_CLASS)
    @BpfObject("verdicts.bpf.c")
    static class RunsInShared {
        private static TestSocket former;
        private static XdpRunner formerRunner;

        /** Threads that have run a program that prints keep an event each. */
        private static long ofOthers;

        @BeforeAll
        static void setUp() throws IOException {
            ofOthers = countersOpen();
            former = null;
            formerRunner = null;
        }

        @RepeatedTest(3)
        void test(Lab lab, @BpfProgram("xdp_verdict") XdpProgram program) throws IOException {
            SEEN.add(lab);
            assertThat(former == null ? -1 : former.descriptor()).isEqualTo(-1);
            if (formerRunner != null) {
                assertThatThrownBy(() -> formerRunner.run(Frames.asking(1))).isInstanceOf(ObjectClosedException.class);
            }
            assertThat(countersOpen()).isEqualTo(ofOthers);

            formerRunner = lab.runner(program, XdpPath.NATIVE);
            assertThat(formerRunner.run(Frames.asking(1)).verdict()).isEqualTo(XdpVerdict.DROP);
            assertThat(lab.hosts())
                    .filteredOn(host -> host.name().startsWith("sender"))
                    .hasSize(1);
            assertThat(countersOpen()).isGreaterThan(ofOthers);
            former = lab.host("late-" + System.identityHashCode(program)).socket(SocketKind.UDP4);
        }

        private static long countersOpen() throws IOException {
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                return files.filter(file -> target(file).contains("perf_event")).count();
            }
        }

        private static String target(Path file) {
            try {
                return Files.readSymbolicLink(file).toString();
            } catch (IOException e) {
                return "closed meanwhile";
            }
        }
    }

    static class StaticOfPerMethod {
        @BpfLab
        static Lab lab;

        @Test
        void test() {}
    }

    static class PerClassOnAField {
        @BpfLab(lifecycle = Lifecycle.PER_CLASS)
        Lab lab;

        @Test
        void test() {}
    }

    static class NoLab {
        @BpfLab
        String lab;

        @Test
        void test() {}
    }
}
