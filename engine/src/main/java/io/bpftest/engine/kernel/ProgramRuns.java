package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;

/**
 * Counts how often the kernel runs programs, wherever they are attached ({@code BPF_ENABLE_STATS}, Linux 5.8).
 *
 * @param descriptor keeps the kernel counting; owned by this
 */
public record ProgramRuns(int descriptor) implements AutoCloseable {

    private static final int BPF_ENABLE_STATS = 32;
    private static final int BPF_STATS_RUN_TIME = 0;
    private static final int MEMBARRIER_CMD_GLOBAL = 1;

    // struct bpf_prog_info
    private static final int INFO_SIZE = 208;
    private static final int RUN_COUNT = 200;

    /** Has the kernel count from now on. */
    public static ProgramRuns count() {
        long attributes = Scratch.of(Integer.BYTES);
        NativeMemory.putInt(attributes, BPF_STATS_RUN_TIME);
        int descriptor = (int) SystemCall.BPF.call(BPF_ENABLE_STATS, attributes, Integer.BYTES, 0, 0);
        if (descriptor < 0) {
            throw new FeatureMissingException(new Problem(
                    "It cannot be told how often a program runs",
                    "BPF_ENABLE_STATS: " + Errno.text(Native.errno()),
                    "Linux 5.8 or newer, and " + Capability.CAP_SYS_ADMIN,
                    "use another kernel, or run as root"));
        }
        return new ProgramRuns(descriptor);
    }

    /** How often a program ran while runs were counted, by its file descriptor. */
    public static long of(int program) {
        long info = Scratch.of(INFO_SIZE + Integer.BYTES);
        NativeMemory.clear(info, INFO_SIZE);
        NativeMemory.putInt(info + INFO_SIZE, INFO_SIZE);
        Native.libbpf().bpf_obj_get_info_by_fd(program, info, info + INFO_SIZE);
        return NativeMemory.getLong(info + RUN_COUNT);
    }

    /**
     * Waits until all soft interrupts that run now are over: {@code membarrier(2)} waits for a grace period of RCU. What a
     * program has decided about a frame has been done then.
     */
    public static void settle() {
        if (SystemCall.MEMBARRIER.call(MEMBARRIER_CMD_GLOBAL, 0, 0, 0, 0) < 0) {
            throw new FeatureMissingException(new Problem(
                    "It cannot be told what became of a frame",
                    "membarrier: " + Errno.text(Native.errno()),
                    "a kernel with membarrier(2), started without nohz_full",
                    "use another kernel, or XdpPath.TEST_RUN"));
        }
    }

    @Override
    public void close() {
        Native.libc().close(descriptor);
    }
}
