package io.bpftest.engine.bench;

import io.bpftest.Bpf;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.Lifecycle;
import io.bpftest.LoadedObject;
import io.bpftest.ObjectSpec;
import io.bpftest.PacketSource;
import io.bpftest.program.XdpProgram;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameterised tests, one invocation for each packet: as plain JUnit has them, and as bpf-test has them. */
final class Invocations {

    /** How many packets, set before a class is executed. */
    static int count;

    private static final byte[] PACKET = new byte[64];

    private Invocations() {}

    static Stream<byte[]> packets() {
        return IntStream.range(0, count).mapToObj(i -> PACKET);
    }

    /** The compiled object of the programs that the plain tests load themselves. */
    private static Path object() {
        return Path.of(System.getProperty("bench.object"));
    }

    /** Loads by hand what all invocations use. */
    static class PlainShared {
        private static LoadedObject object;
        private static XdpProgram program;

        @BeforeAll
        static void load() {
            object = Bpf.open(object()).load();
            program = object.program(XdpProgram.class);
        }

        @ParameterizedTest
        @MethodSource("io.bpftest.engine.bench.Invocations#packets")
        void test(byte[] packet) {
            program.run(packet);
        }

        @AfterAll
        static void close() {
            object.close();
        }
    }

    @BpfObject(value = "xdp_pass.bpf.c", lifecycle = Lifecycle.PER_CLASS)
    static class Shared {
        @BpfProgram
        XdpProgram program;

        @ParameterizedTest
        @PacketSource("io.bpftest.engine.bench.Invocations#packets")
        void test(byte[] packet) {
            program.run(packet);
        }
    }

    /** Loads by hand for each invocation. */
    static class PlainLoads {
        private static ObjectSpec spec;

        @BeforeAll
        static void open() {
            spec = Bpf.open(object());
        }

        @ParameterizedTest
        @MethodSource("io.bpftest.engine.bench.Invocations#packets")
        void test(byte[] packet) {
            try (LoadedObject object = spec.load()) {
                object.program(XdpProgram.class).run(packet);
            }
        }
    }

    @BpfObject("xdp_pass.bpf.c")
    static class Loads {
        @BpfProgram
        XdpProgram program;

        @ParameterizedTest
        @PacketSource("io.bpftest.engine.bench.Invocations#packets")
        void test(byte[] packet) {
            program.run(packet);
        }
    }
}
