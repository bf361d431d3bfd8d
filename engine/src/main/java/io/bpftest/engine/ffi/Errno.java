package io.bpftest.engine.ffi;

/** The error numbers that bpf-test tells apart, by their names in {@code errno.h}. */
public enum Errno {
    EPERM(1),
    ENOENT(2),
    ESRCH(3),
    EINTR(4),
    ENXIO(6),
    E2BIG(7),
    EBADF(9),
    EAGAIN(11),
    ENOMEM(12),
    EACCES(13),
    EFAULT(14),
    EBUSY(16),
    EEXIST(17),
    ENODEV(19),
    EINVAL(22),
    ENOSPC(28),
    ERANGE(34),
    EBADMSG(74),
    EILSEQ(84),
    EMSGSIZE(90),
    EOPNOTSUPP(95),
    EADDRINUSE(98),
    EADDRNOTAVAIL(99),
    ENOBUFS(105),
    ESTALE(116),
    /** The kernel's own, which no C library names: the type has no such operation. */
    ENOTSUPP(524);

    private final int number;

    Errno(int number) {
        this.number = number;
    }

    /** The number, positive. */
    public int number() {
        return number;
    }

    /** The C library's words for it. */
    public String words() {
        return String.valueOf(Native.libc().strerror(number));
    }

    /** Tells whether a result of libbpf, negative on failure, is this error. */
    public boolean is(int result) {
        return -result == number;
    }

    /** Names an error number, positive or negative, with the C library's words: {@code EPERM (Operation not permitted)}. */
    public static String text(int number) {
        int positive = Math.abs(number);
        if (positive == ENOTSUPP.number) {
            return "ENOTSUPP (operation is not supported)";
        }
        String words = Native.libc().strerror(positive);
        for (Errno errno : values()) {
            if (errno.number == positive) {
                return errno + " (" + words + ")";
            }
        }
        return "errno " + positive + " (" + words + ")";
    }
}
