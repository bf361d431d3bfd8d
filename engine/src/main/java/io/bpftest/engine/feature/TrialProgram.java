package io.bpftest.engine.feature;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.program.ProgramType;
import java.util.function.IntUnaryOperator;

/**
 * The smallest program of a type, for what libbpf's probes do not tell: whether it loads, and what the verifier says.
 *
 * @param type the program's type
 * @param attachType what it says it will be attached to, by number
 * @param helper the number of the helper that it calls; 0 for none, then it returns 1, which every type may return
 * @param sleepable whether it says that it may sleep
 */
record TrialProgram(ProgramType type, int attachType, int helper, boolean sleepable) {

    private static final int INSTRUCTIONS = 2;
    private static final int INSTRUCTION_SIZE = 8;
    private static final int LOG_SIZE = 4096;

    /** {@code struct bpf_prog_load_opts} of {@code bpf/bpf.h} as of libbpf 1.0, on 64 bits. */
    private static final int OPTIONS_SIZE = 104;

    private static final int EXPECTED_ATTACH_TYPE = 12;
    private static final int PROGRAM_FLAGS = 20;
    private static final int LOG_LEVEL = 88;
    private static final int LOG_LENGTH = 92;
    private static final int LOG_BUFFER = 96;

    private static final int BPF_F_SLEEPABLE = 1 << 4;

    private static final byte CALL = (byte) 0x85;
    private static final byte MOVE = (byte) 0xb7;
    private static final byte EXIT = (byte) 0x95;

    /**
     * What came of it.
     *
     * @param result 0 or more if it loaded, else a negative errno
     * @param log what the verifier said; empty if the kernel refused before it
     */
    record Outcome(int result, String log) {}

    /** A program with the attach type that the kernel asks for where it does not take any. */
    static TrialProgram of(ProgramType type, int helper) {
        int attachType =
                switch (type) {
                    case CGROUP_SOCK_ADDR -> 10;
                    case CGROUP_SOCKOPT -> 21;
                    case SK_LOOKUP -> 36;
                    case NETFILTER -> 45;
                    default -> 0;
                };
        // Syscall programs must say so (linux/bpf.h).
        return new TrialProgram(type, attachType, helper, type == ProgramType.SYSCALL);
    }

    /** The same, but it says that it may sleep. */
    TrialProgram asSleepable() {
        return new TrialProgram(type, attachType, helper, true);
    }

    /** Loads it and lets go of it. */
    Outcome load() {
        return load(descriptor -> 0);
    }

    /**
     * Loads it, does something with it, and lets go of it.
     *
     * @param use gets the file descriptor, and gives the result
     */
    Outcome load(IntUnaryOperator use) {
        long instructions = Scratch.of(INSTRUCTIONS * INSTRUCTION_SIZE + OPTIONS_SIZE + LOG_SIZE);
        long options = instructions + INSTRUCTIONS * INSTRUCTION_SIZE;
        long log = options + OPTIONS_SIZE;
        NativeMemory.clear(instructions, INSTRUCTIONS * INSTRUCTION_SIZE + OPTIONS_SIZE + 1);
        NativeMemory.putByte(instructions, helper == 0 ? MOVE : CALL);
        NativeMemory.putInt(instructions + 4, helper == 0 ? 1 : helper);
        NativeMemory.putByte(instructions + INSTRUCTION_SIZE, EXIT);
        NativeMemory.putLong(options, OPTIONS_SIZE);
        NativeMemory.putInt(options + EXPECTED_ATTACH_TYPE, attachType);
        NativeMemory.putInt(options + PROGRAM_FLAGS, sleepable ? BPF_F_SLEEPABLE : 0);
        NativeMemory.putInt(options + LOG_LEVEL, 1);
        NativeMemory.putInt(options + LOG_LENGTH, LOG_SIZE);
        NativeMemory.putLong(options + LOG_BUFFER, log);
        int descriptor =
                Native.libbpf().bpf_prog_load(type.ordinal(), null, "GPL", instructions, INSTRUCTIONS, options);
        String said = NativeMemory.getString(log);
        if (descriptor < 0) {
            return new Outcome(descriptor, said);
        }
        try {
            return new Outcome(use.applyAsInt(descriptor), said);
        } finally {
            Native.libc().close(descriptor);
        }
    }
}
