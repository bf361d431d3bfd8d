package io.bpftest.engine.ffi;

import io.bpftest.error.FeatureMissingException;
import io.bpftest.error.Problem;
import java.util.Locale;

/** The system calls that the C library has no function for, or none of a plain signature, with their numbers ({@code asm/unistd.h}). */
public enum SystemCall {
    READ(0, 63, 3, 3),
    IOCTL(16, 29, 54, 54),
    OPENAT(257, 56, 288, 286),
    MKNODAT(259, 33, 290, 288),
    GETTID(186, 178, 236, 207),
    BPF(321, 280, 351, 361),
    PERF_EVENT_OPEN(298, 241, 331, 319),
    MEMBARRIER(324, 283, 356, 365),
    FSOPEN(430),
    FSCONFIG(431),
    FSMOUNT(432),
    PIDFD_OPEN(434);

    private final int x86;
    private final int generic;
    private final int s390x;
    private final int powerpc;

    /** A call that came after numbers became the same on all architectures (Linux 5.1). */
    SystemCall(int number) {
        this(number, number, number, number);
    }

    SystemCall(int x86, int generic, int s390x, int powerpc) {
        this.x86 = x86;
        this.generic = generic;
        this.s390x = s390x;
        this.powerpc = powerpc;
    }

    /**
     * Makes the call; gives what it gives, or -1 with errno in {@link Native#errno()}.
     *
     * @throws FeatureMissingException on an architecture whose numbers are not known here
     */
    public long call(long a, long b, long c, long d, long e) {
        return Native.libc().syscall(number(System.getProperty("os.arch")), a, b, c, d, e, 0);
    }

    private int number(String architecture) {
        return switch (architecture) {
            case "amd64", "x86_64" -> x86;
            case "aarch64", "riscv64", "loongarch64" -> generic;
            case "s390x" -> s390x;
            case "ppc64le", "ppc64" -> powerpc;
            default ->
                throw new FeatureMissingException(new Problem(
                        "The system call " + name().toLowerCase(Locale.ROOT) + " cannot be made",
                        "architecture " + architecture + ", whose system call numbers are not known",
                        "x86-64, arm64, riscv64, loongarch64, s390x or powerpc64",
                        "run on one of these"));
        };
    }
}
