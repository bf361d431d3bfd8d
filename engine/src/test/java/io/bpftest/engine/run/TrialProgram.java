package io.bpftest.engine.run;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.kernel.LoadedProgram;
import io.bpftest.program.ProgramInfo;
import io.bpftest.program.ProgramType;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** A program of any type that returns 1, loaded without an object, so that a test has its file descriptor. */
record TrialProgram(int fd, ProgramType type) implements AutoCloseable {

    private static final long RETURN_1 = 0x1_0000_00b7L;
    private static final long EXIT = 0x95;

    /** {@code struct bpf_prog_load_opts} of {@code bpf/bpf.h} as of libbpf 1.0. */
    private static final int OPTIONS_SIZE = 104;

    private static final int EXPECTED_ATTACH_TYPE = 12;
    private static final int FLAGS = 20;
    private static final int ATTACH_TYPE_ID = 32;
    private static final int BPF_F_SLEEPABLE = 1 << 4;

    /** {@code BTF_KIND_STRUCT}. */
    private static final int STRUCT = 4;

    static TrialProgram load(ProgramType type) {
        return load(type, attachType(type), 0);
    }

    /**
     * Loads an operation of a struct_ops interface.
     *
     * @param operations the struct of the interface's operations
     * @param member which of them, from 0; it returns a number
     */
    static TrialProgram loadOperation(String operations, int member) {
        long types = Native.libbpf().btf__load_vmlinux_btf();
        try {
            int id = Native.libbpf().btf__find_by_name_kind(types, operations, STRUCT);
            return load(ProgramType.STRUCT_OPS, member, id);
        } finally {
            Native.libbpf().btf__free(types);
        }
    }

    private static TrialProgram load(ProgramType type, int expectedAttachType, int attachTypeId) {
        ByteBuffer memory = NativeMemory.allocate(16 + OPTIONS_SIZE);
        memory.putLong(0, RETURN_1).putLong(8, EXIT).putLong(16, OPTIONS_SIZE);
        memory.putInt(16 + EXPECTED_ATTACH_TYPE, expectedAttachType);
        memory.putInt(16 + ATTACH_TYPE_ID, attachTypeId);
        memory.putInt(16 + FLAGS, type == ProgramType.SYSCALL ? BPF_F_SLEEPABLE : 0);
        long address = NativeMemory.address(memory);
        int fd = Native.libbpf().bpf_prog_load(type.ordinal(), "trial", "GPL", address, 2, address + 16);
        return new TrialProgram(fd, type);
    }

    /** What some types must say to be loaded ({@code enum bpf_attach_type}). */
    private static int attachType(ProgramType type) {
        return switch (type) {
            case CGROUP_SOCK_ADDR -> 10;
            case CGROUP_SOCKOPT -> 21;
            default -> 0;
        };
    }

    RunTarget target(String section) {
        return target(fd, type, section);
    }

    static RunTarget target(int fd, ProgramType type, String section) {
        ProgramInfo info = new ProgramInfo("trial", section, type, "trial program", "no source", "6.18", "local");
        return new RunTarget(
                fd,
                info,
                new LoadedProgram(0, new Lifetime("no source"), Map.of()),
                new BitSet(),
                limit -> List.of(),
                null);
    }

    @Override
    public void close() {
        if (fd >= 0) {
            Native.libc().close(fd);
        }
    }
}
