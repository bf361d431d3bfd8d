package io.bpftest.engine.kernel;

import io.bpftest.engine.ffi.Errno;
import io.bpftest.engine.ffi.Native;
import io.bpftest.engine.ffi.NativeMemory;
import io.bpftest.engine.ffi.Scratch;
import io.bpftest.engine.ffi.SystemCall;
import io.bpftest.error.BpfException;
import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.PrivilegeException;
import io.bpftest.error.Problem;

/**
 * A trace event that is counted, as far as one thread causes it or on one CPU ({@code perf_event_open(2)}).
 *
 * @param descriptor its file descriptor, owned by whoever opened it
 */
public record PerfEvent(int descriptor) implements AutoCloseable {

    // struct perf_event_attr, its first version
    private static final int ATTRIBUTES_SIZE = 64;
    private static final int PERF_TYPE_SOFTWARE = 1;
    private static final int PERF_TYPE_TRACEPOINT = 2;
    private static final int PERF_SAMPLE_RAW = 1 << 10;
    private static final int PERF_FLAG_FD_CLOEXEC = 1 << 3;

    /** {@code PERF_EVENT_IOC_SET_FILTER}, {@code _IOW('$', 6, char *)}: its direction has other bits on powerpc. */
    private static final long SET_FILTER =
            (System.getProperty("os.arch").startsWith("ppc") ? 0x8000_0000L : 0x4000_0000L) | 8 << 16 | '$' << 8 | 6;

    /**
     * Counts an event of this thread.
     *
     * @param subject what cannot be done without, for errors
     * @throws BpfException if the kernel refuses
     */
    static PerfEvent counted(int event, String subject) {
        return open(PERF_TYPE_TRACEPOINT, event, 0, 0, -1, subject);
    }

    /** Counts an event of a CPU, whatever thread causes it; otherwise as {@link #counted}. */
    static PerfEvent countedOn(int cpu, int event, String subject) {
        return open(PERF_TYPE_TRACEPOINT, event, 0, -1, cpu, subject);
    }

    /** Counts an event of this thread and records each, for a {@link PerfBuffer}; otherwise as {@link #counted}. */
    static PerfEvent recorded(int event, String subject) {
        return open(PERF_TYPE_TRACEPOINT, event, 1, 0, -1, subject);
    }

    /** Opens a trace event for programs, which see it whatever thread causes it; otherwise as {@link #counted}. */
    public static PerfEvent ofAll(int event, String subject) {
        return open(PERF_TYPE_TRACEPOINT, event, 1, -1, 0, subject);
    }

    /**
     * Opens a clock of this thread for programs; otherwise as {@link #counted}.
     *
     * @param clock its number among the kernel's software events ({@code enum perf_sw_ids})
     */
    public static PerfEvent ofClock(int clock, long nanoseconds, String subject) {
        return open(PERF_TYPE_SOFTWARE, clock, nanoseconds, 0, -1, subject);
    }

    private static PerfEvent open(int type, int event, long period, int thread, int cpu, String subject) {
        long attributes = Scratch.of(ATTRIBUTES_SIZE);
        NativeMemory.clear(attributes, ATTRIBUTES_SIZE);
        NativeMemory.putInt(attributes, type);
        NativeMemory.putInt(attributes + 4, ATTRIBUTES_SIZE);
        NativeMemory.putLong(attributes + 8, event);
        NativeMemory.putLong(attributes + 16, period);
        NativeMemory.putLong(attributes + 24, period == 0 || type != PERF_TYPE_TRACEPOINT ? 0 : PERF_SAMPLE_RAW);
        int descriptor = (int) SystemCall.PERF_EVENT_OPEN.call(attributes, thread, cpu, -1, PERF_FLAG_FD_CLOEXEC);
        if (descriptor < 0) {
            throw refused(Native.errno(), subject);
        }
        return new PerfEvent(descriptor);
    }

    /**
     * Counts from now on only what a filter lets through.
     *
     * @param filter over the event's fields, such as {@code prog_id == 7 && ifindex == 3}
     */
    void filter(String filter, String subject) {
        if (SystemCall.IOCTL.call(descriptor, SET_FILTER, Scratch.string(filter), 0, 0) < 0) {
            throw refused(Native.errno(), subject);
        }
    }

    /** How often the event happened. */
    long count(String subject) {
        long value = Scratch.of(Long.BYTES);
        if (SystemCall.READ.call(descriptor, value, Long.BYTES, 0, 0) != Long.BYTES) {
            throw refused(Native.errno(), subject);
        }
        return NativeMemory.getLong(value);
    }

    @Override
    public void close() {
        Native.libc().close(descriptor);
    }

    static BpfException refused(int errno, String subject) {
        Problem problem = new Problem(
                subject,
                "the kernel refuses a perf event: " + Errno.text(errno),
                "a kernel with perf events (CONFIG_PERF_EVENTS), and " + Capability.CAP_PERFMON + " or "
                        + Capability.CAP_SYS_ADMIN,
                "run as root, or give the process this capability");
        return isOfPrivilege(errno) ? new PrivilegeException(problem) : new FeatureMissingException(problem);
    }

    /** Tells whether an error number speaks of missing privileges. */
    static boolean isOfPrivilege(int errno) {
        return Errno.EPERM.is(-errno) || Errno.EACCES.is(-errno);
    }
}
