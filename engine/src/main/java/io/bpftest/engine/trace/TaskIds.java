package io.bpftest.engine.trace;

import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.program.ProgramType;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * The numbers of the calling thread and its process as programs see them. In a container the C library tells others, so a
 * small program is asked: a test run of a raw tracepoint program runs in the thread that asks.
 *
 * @param process as {@code bpf_get_current_pid_tgid() >> 32}
 * @param thread its lower half
 */
record TaskIds(int process, int thread) {

    private static final long CALL_CURRENT_PID_TGID = 0x0000_000e_0000_0085L;
    private static final long UPPER_HALF = 0x0000_0020_0000_0077L;
    private static final long EXIT = 0x95;

    // struct bpf_test_run_opts
    private static final int OPTIONS_SIZE = 80;
    private static final int RETURNED = 56;

    static TaskIds ofThisThread() {
        OptionalInt thread = ask(CALL_CURRENT_PID_TGID, EXIT);
        OptionalInt process = ask(CALL_CURRENT_PID_TGID, UPPER_HALF, EXIT);
        return thread.isPresent() && process.isPresent()
                ? new TaskIds(process.getAsInt(), thread.getAsInt())
                : new TaskIds((int) ProcessHandle.current().pid(), (int) SystemCall.GETTID.call(0, 0, 0, 0, 0));
    }

    /** Gives what a program of these instructions returns here; nothing where the kernel refuses it. */
    private static OptionalInt ask(long... instructions) {
        ByteBuffer code = NativeMemory.allocate(instructions.length * Long.BYTES);
        for (long instruction : instructions) {
            code.putLong(instruction);
        }
        int program = Native.libbpf()
                .bpf_prog_load(
                        ProgramType.RAW_TRACEPOINT.ordinal(),
                        "task_ids",
                        "GPL",
                        NativeMemory.address(code),
                        instructions.length,
                        0);
        if (program < 0) {
            return OptionalInt.empty();
        }
        try {
            long options = Scratch.of(OPTIONS_SIZE);
            NativeMemory.clear(options, OPTIONS_SIZE);
            NativeMemory.putLong(options, OPTIONS_SIZE);
            return Native.libbpf().bpf_prog_test_run_opts(program, options) < 0
                    ? OptionalInt.empty()
                    : OptionalInt.of(NativeMemory.getInt(options + RETURNED));
        } finally {
            Native.libc().close(program);
        }
    }
}
