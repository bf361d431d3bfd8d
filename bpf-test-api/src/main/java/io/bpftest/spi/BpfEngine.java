package io.bpftest.spi;

import io.bpftest.ObjectSpec;
import io.bpftest.error.Problem;
import io.bpftest.error.ToolMissingException;
import io.bpftest.feature.KernelFeatures;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.Lab;
import io.bpftest.lab.Tracing;
import io.bpftest.packet.PcapLogging;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ClassicInstruction;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** What an engine does for the API. */
public interface BpfEngine {

    /** Compiles where needed and reads what the object holds; see {@link io.bpftest.Bpf#open}. */
    ObjectSpec open(ObjectSource source, Configuration configuration);

    /** Gives what the kernel has that the engine runs tests in; see {@link io.bpftest.Bpf#features}. */
    KernelFeatures features();

    /** Makes a throw-away network; see {@link io.bpftest.Bpf#lab}. */
    Lab newLab();

    /** Makes a control group; see {@link io.bpftest.Bpf#cgroup}. */
    Cgroup newCgroup();

    /** Makes what attaches programs to events; see {@link io.bpftest.Bpf#tracing}. */
    Tracing newTracing();

    /** Makes a classic filter of an expression; see {@link io.bpftest.Bpf#classicFilter(String)}. */
    ClassicFilterProgram newClassicFilter(String expression);

    /** Makes a classic filter of instructions; see {@link io.bpftest.Bpf#classicFilter(List)}. */
    ClassicFilterProgram newClassicFilter(List<ClassicInstruction> instructions);

    /**
     * Gives the engine on the class path.
     *
     * @throws ToolMissingException if there is none
     */
    static BpfEngine get() {
        return Holder.ENGINE.orElseThrow(() -> new ToolMissingException(new Problem(
                "No bpf-test engine is on the class path",
                "bpf-test-api alone",
                "the artifact io.bpftest:bpf-test-engine",
                "depend on bpf-test-engine, which brings bpf-test-api")));
    }

    /** Looks the engine up once. */
    final class Holder {
        static {
            PcapLogging.settle();
        }

        private static final Optional<BpfEngine> ENGINE = ServiceLoader.load(
                        BpfEngine.class, BpfEngine.class.getClassLoader())
                .findFirst();

        private Holder() {}
    }
}
