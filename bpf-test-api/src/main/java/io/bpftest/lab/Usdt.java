package io.bpftest.lab;

/**
 * A probe that a program or library declares itself ("user statically defined tracing"), by {@code sys/sdt.h} or its like.
 *
 * @param file the program or library: a path, or a name that is looked for where the system's are
 * @param provider who declares it, such as {@code libc}
 * @param name its name, such as {@code setjmp}
 * @param process the only process that counts, -1 for all
 */
public record Usdt(String file, String provider, String name, long process) {

    /** Names a probe, in whatever process runs it. */
    public static Usdt of(String file, String provider, String name) {
        return new Usdt(file, provider, name, -1);
    }

    /** Gives it as far as one process runs it. */
    public Usdt in(ProcessHandle only) {
        return new Usdt(file, provider, name, only.pid());
    }

    @Override
    public String toString() {
        return "probe " + provider + ":" + name + " of " + file + (process == -1 ? "" : " in process " + process);
    }
}
