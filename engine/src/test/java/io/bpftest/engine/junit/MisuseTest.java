package io.bpftest.engine.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfConstant;
import io.bpftest.BpfMap;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.error.BpfException;
import io.bpftest.map.KernelMap;
import io.bpftest.map.PerCpuMap;
import io.bpftest.program.TcProgram;
import io.bpftest.program.XdpProgram;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs small test classes that misuse the annotations, and reads the failure that a user would see. */
class MisuseTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "NoObject, InjectionException, names no object, @BpfObject",
        "NoSuchFile, FileMissingException, \"nowhere.bpf.c\", src/test/bpf/nowhere.bpf.c",
        "NoSuchProgram, UnknownNameException, no program \"nope\", xdp_verdict",
        "NoSuchMap, UnknownNameException, no map \"nope\", percpu_hash",
        "WrongProgramHandle, WrongHandleException, XdpProgram does not fit program \"tc_verdict\", TcProgram",
        "WrongMapHandle, WrongHandleException, does not fit map \"percpu_hash\", PerCpuMap",
        "WrongMapTypes, ConversionException, does not fit the value of map \"hash\", Long",
        "SeveralPrograms, AmbiguousProgramException, several programs for the handle TcProgram, action_verdict",
        "SameFileTwice, InjectionException, declared twice, nested classes",
        "SeveralObjects, InjectionException, not clear which object, shared_reader.bpf.c",
        "FinalField, InjectionException, cannot be injected, final",
        "UnknownConstant, UnknownNameException, no constant \"nope\", limit",
        "ConstantTooBig, ConstantException, \"limit\" of type __u32, 0 to 4294967295",
        "StaticOfPerMethod, InjectionException, lives longer, PER_CLASS",
        "BeforeAllOfPerMethod, InjectionException, lives longer, PER_CLASS",
        "InstanceOfPerMethod, InjectionException, lives longer, PER_CLASS",
        "MethodConstantOfPerClass, InjectionException, cannot be set for one method or nested class, PER_METHOD",
        "ReadOnlyForTests, InjectionException, \"read_only\" of type ARRAY, BPF_F_RDONLY",
        "Unrestorable, InjectionException, \"seen\" of type BLOOM_FILTER, PER_METHOD"
    })
    void eachMisuseFailsWithATypedMessage(String fixture, String type, String subject, String remedy) throws Exception {
        Class<?> fixtureClass = Class.forName(MisuseTest.class.getName() + "$" + fixture);

        Throwable failure =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(fixtureClass))
                        .execute()
                        .allEvents()
                        .finished()
                        .stream()
                        .map(MisuseTest::throwable)
                        .flatMap(Optional::stream)
                        .map(thrown -> thrown instanceof ParameterResolutionException ? thrown.getCause() : thrown)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("the misuse went unnoticed"));

        assertThat(failure).isInstanceOf(BpfException.class);
        assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
        assertThat(failure).hasMessageContaining(subject).hasMessageContaining(remedy);
        assertThat(((BpfException) failure).problem().found()).isNotEmpty();
        assertThat(((BpfException) failure).problem().remedy()).isNotEmpty();
    }

    private static Optional<Throwable> throwable(Event event) {
        return event.getRequiredPayload(TestExecutionResult.class).getThrowable();
    }

    @BpfObject(value = "mixed.bpf.c", cflags = "-DA")
    @BpfObject(value = "mixed.bpf.c", cflags = "-DB")
    static class SameFileTwice {
        @Test
        void test(@BpfProgram("good") XdpProgram program) {}
    }

    static class NoObject {
        @Test
        void test(@BpfProgram XdpProgram program) {}
    }

    @BpfObject("nowhere.bpf.c")
    static class NoSuchFile {
        @Test
        void test(XdpProgram program) {}
    }

    @BpfObject("verdicts.bpf.c")
    static class NoSuchProgram {
        @Test
        void test(@BpfProgram("nope") XdpProgram program) {}
    }

    @BpfObject("maps.bpf.c")
    static class NoSuchMap {
        @Test
        void test(@BpfMap("nope") KernelMap<Integer, Long> map) {}
    }

    @BpfObject("verdicts.bpf.c")
    static class WrongProgramHandle {
        @Test
        void test(@BpfProgram("tc_verdict") XdpProgram program) {}
    }

    @BpfObject("maps.bpf.c")
    static class WrongMapHandle {
        @Test
        void test(@BpfMap("percpu_hash") KernelMap<Integer, Integer> map) {}
    }

    @BpfObject("maps.bpf.c")
    static class WrongMapTypes {
        @Test
        void test(@BpfMap("hash") KernelMap<Integer, Integer> map) {}
    }

    @BpfObject("verdicts.bpf.c")
    static class SeveralPrograms {
        @Test
        void test(TcProgram program) {}
    }

    @BpfObject("shared.bpf.c")
    @BpfObject("shared_reader.bpf.c")
    static class SeveralObjects {
        @Test
        void test(@BpfMap("shared_state") KernelMap<Integer, Integer> map) {}
    }

    @BpfObject("maps.bpf.c")
    static class FinalField {
        @BpfProgram
        final XdpProgram program = null;

        @Test
        void test() {}
    }

    @BpfObject("mixed.bpf.c")
    @BpfConstant(name = "nope", value = "1")
    static class UnknownConstant {
        @Test
        void test(@BpfProgram("good") XdpProgram program) {}
    }

    @BpfObject("mixed.bpf.c")
    @BpfConstant(name = "limit", value = "0x100000000")
    static class ConstantTooBig {
        @Test
        void test(@BpfProgram("good") XdpProgram program) {}
    }

    @BpfObject("maps.bpf.c")
    static class StaticOfPerMethod {
        @BpfProgram
        static XdpProgram program;

        @Test
        void test() {}
    }

    @BpfObject("maps.bpf.c")
    static class BeforeAllOfPerMethod {
        @BeforeAll
        static void before(@BpfMap("lru") KernelMap<Integer, Integer> map) {}

        @Test
        void test() {}
    }

    @BpfObject("maps.bpf.c")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class InstanceOfPerMethod {
        @BpfMap
        PerCpuMap<Integer, Integer> percpu_hash;

        @Test
        void test() {}
    }

    @BpfObject(value = "mixed.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class MethodConstantOfPerClass {
        @Test
        @BpfConstant(name = "limit", value = "1")
        void test(@BpfProgram("good") XdpProgram program) {}
    }

    @BpfObject(value = "read_only.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class ReadOnlyForTests {
        @Test
        void test(XdpProgram program) {}
    }

    @BpfObject(value = "bloom.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class Unrestorable {
        @Test
        void test(XdpProgram program) {}
    }
}
