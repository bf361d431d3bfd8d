package io.bpftest.engine.compile;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What clang must know of the machine that the program will run on, which is this one.
 *
 * @param triple clang's name of the BPF target in this machine's byte order
 * @param define the suffix of {@code __TARGET_ARCH_} that libbpf's tracing macros ask for; empty if there is none
 * @param systemIncludes the system's header folders. Clang searches most by itself, but for BPF targets it leaves out
 *     the one that holds {@code asm/types.h} on Debian and Ubuntu
 */
record HostTarget(String triple, String define, List<Path> systemIncludes) {

    /** By Java's {@code os.arch}: libbpf's suffix (its bpf_tracing.h lists them) and Debian's multiarch name. */
    private static final Map<String, String[]> ARCHITECTURES = Map.ofEntries(
            Map.entry("amd64", new String[] {"x86", "x86_64-linux-gnu"}),
            Map.entry("x86_64", new String[] {"x86", "x86_64-linux-gnu"}),
            Map.entry("i386", new String[] {"x86", "i386-linux-gnu"}),
            Map.entry("aarch64", new String[] {"arm64", "aarch64-linux-gnu"}),
            Map.entry("arm", new String[] {"arm", "arm-linux-gnueabihf"}),
            Map.entry("riscv64", new String[] {"riscv", "riscv64-linux-gnu"}),
            Map.entry("s390x", new String[] {"s390", "s390x-linux-gnu"}),
            Map.entry("ppc64le", new String[] {"powerpc", "powerpc64le-linux-gnu"}),
            Map.entry("ppc64", new String[] {"powerpc", "powerpc64-linux-gnu"}),
            Map.entry("loongarch64", new String[] {"loongarch", "loongarch64-linux-gnu"}),
            Map.entry("mips64el", new String[] {"mips", "mips64el-linux-gnuabi64"}));

    /** This machine. */
    static HostTarget ofThisMachine() {
        return of(System.getProperty("os.arch", ""), ByteOrder.nativeOrder());
    }

    /**
     * A machine by its names.
     *
     * @param architecture as Java's {@code os.arch} has it; an unknown one has neither define nor folder of its own
     */
    static HostTarget of(String architecture, ByteOrder order) {
        String[] names = ARCHITECTURES.getOrDefault(architecture, new String[] {"", ""});
        return new HostTarget(order == ByteOrder.BIG_ENDIAN ? "bpfeb" : "bpfel", names[0], existingIncludes(names[1]));
    }

    private static List<Path> existingIncludes(String multiarch) {
        Path include = Path.of("/usr/include");
        return Stream.of(Path.of("/usr/local/include"), include.resolve(multiarch), include)
                .distinct()
                .filter(Files::isDirectory)
                .toList();
    }
}
