package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.program.ClassicInstruction;
import java.util.List;

/** Classic filters as the kernel takes them: {@code struct sock_fprog} of {@code linux/filter.h}. */
public final class ClassicCode {

    /** {@code BPF_MAXINSNS}. */
    public static final int MOST = 4096;

    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int PROGRAM_SIZE = 16;
    private static final int INSTRUCTION_SIZE = 8;

    private ClassicCode() {}

    /**
     * Has a socket filter what it receives; gives an errno, positive, or 0.
     *
     * @param instructions at most {@link #MOST}
     */
    public static int attach(int socket, List<ClassicInstruction> instructions) {
        long program = Scratch.of(PROGRAM_SIZE + (long) INSTRUCTION_SIZE * instructions.size());
        long next = program + PROGRAM_SIZE;
        NativeMemory.putLong(program, 0);
        NativeMemory.putShort(program, (short) instructions.size());
        NativeMemory.putLong(program + 8, next);
        for (ClassicInstruction instruction : instructions) {
            NativeMemory.putShort(next, (short) instruction.code());
            NativeMemory.putByte(next + 2, (byte) instruction.jumpTrue());
            NativeMemory.putByte(next + 3, (byte) instruction.jumpFalse());
            NativeMemory.putInt(next + 4, (int) instruction.operand());
            next += INSTRUCTION_SIZE;
        }
        int result = Native.sockets().setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, program, PROGRAM_SIZE);
        return result < 0 ? Native.errno() : 0;
    }
}
