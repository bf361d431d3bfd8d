package io.bpftest;

import io.bpftest.feature.KernelFeatures;
import io.bpftest.lab.Cgroup;
import io.bpftest.lab.Lab;
import io.bpftest.lab.Tracing;
import io.bpftest.program.ClassicFilterProgram;
import io.bpftest.program.ClassicInstruction;
import io.bpftest.spi.BpfEngine;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.ObjectSource;
import java.nio.file.Path;
import java.util.List;

/** The entry point for tests without annotations. */
public final class Bpf {

    private Bpf() {}

    /**
     * Compiles a C source, or takes a compiled object, and gives what it holds. Needs no privilege.
     *
     * @param file a {@code .c} source or a compiled object, as a path from the working directory
     * @param cflags further options for clang; for sources only
     * @throws io.bpftest.error.FileMissingException if there is no such file
     * @throws io.bpftest.error.CompilationException if clang rejects the source
     * @throws io.bpftest.error.ObjectFormatException if the file is no BPF object
     * @throws io.bpftest.error.ToolMissingException if clang or libbpf is missing
     */
    public static ObjectSpec open(Path file, String... cflags) {
        return BpfEngine.get().open(new ObjectSource(file, List.of(cflags)), Configuration.ofThisJvm());
    }

    /** As {@link #open(Path, String...)}. */
    public static ObjectSpec open(String file, String... cflags) {
        return open(Path.of(file), cflags);
    }

    /**
     * As {@link #open(Path, String...)}, with mocks linked in.
     *
     * @throws io.bpftest.error.LinkException if a mock replaces nothing of the object, or does not fit it
     */
    public static ObjectSpec open(Path file, OpenOptions options) {
        return BpfEngine.get()
                .open(new ObjectSource(file, options.cflags(), options.with()), Configuration.ofThisJvm());
    }

    /** As {@link #open(Path, OpenOptions)}. */
    public static ObjectSpec open(String file, OpenOptions options) {
        return open(Path.of(file), options);
    }

    /**
     * Gives what the running kernel has: program types, map types, helpers, kfuncs, kinds of attachment.
     *
     * @throws io.bpftest.error.ToolMissingException if libbpf is missing
     */
    public static KernelFeatures features() {
        return BpfEngine.get().features();
    }

    /**
     * Makes a throw-away network, without any host yet. The caller closes it.
     *
     * @throws io.bpftest.error.ToolMissingException if no engine is on the class path
     */
    public static Lab lab() {
        return BpfEngine.get().newLab();
    }

    /**
     * Makes a control group of version 2. The caller closes it.
     *
     * @throws io.bpftest.error.CgroupException if this machine gives none; says why
     * @throws io.bpftest.error.ToolMissingException if no engine is on the class path
     */
    public static Cgroup cgroup() {
        return BpfEngine.get().newCgroup();
    }

    /**
     * Makes what attaches programs to events of the kernel and of processes. The caller closes it.
     *
     * @throws io.bpftest.error.ToolMissingException if no engine is on the class path
     */
    public static Tracing tracing() {
        return BpfEngine.get().newTracing();
    }

    /**
     * Makes a classic filter, which the running kernel runs. Needs no privilege.
     *
     * @param expression in libpcap's syntax (pcap-filter(7)), such as {@code tcp port 80 and not host 192.0.2.1}; for
     *     frames from their Ethernet header on
     * @throws io.bpftest.error.FilterException if libpcap does not take it; says why
     * @throws io.bpftest.error.ToolMissingException if libpcap is missing, or no engine is on the class path
     */
    public static ClassicFilterProgram classicFilter(String expression) {
        return BpfEngine.get().newClassicFilter(expression);
    }

    /**
     * Makes a classic filter of instructions, such as {@link ClassicInstruction#parse} reads; otherwise as {@link
     * #classicFilter(String)}.
     *
     * @throws io.bpftest.error.FilterException if the kernel does not take them; says which, where one alone is to blame
     */
    public static ClassicFilterProgram classicFilter(List<ClassicInstruction> instructions) {
        return BpfEngine.get().newClassicFilter(instructions);
    }
}
