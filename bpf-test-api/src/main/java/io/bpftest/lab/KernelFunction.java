package io.bpftest.lab;

/**
 * A function of the kernel, for kprobes: its entry, its return, or an instruction within.
 *
 * @param name its name, as {@code /proc/kallsyms} has it
 * @param offset the instruction, in bytes from the entry; 0 for the entry itself
 * @param returns whether its return is meant
 */
public record KernelFunction(String name, long offset, boolean returns) {

    /** Names the entry of a function. */
    public static KernelFunction of(String name) {
        return new KernelFunction(name, 0, false);
    }

    /**
     * Names the entry of the function that serves a system call, whose name begins differently on each architecture.
     *
     * @param name the call's name, such as {@code openat}
     */
    public static KernelFunction ofSystemCall(String name) {
        String before =
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "__x64_";
                    case "aarch64" -> "__arm64_";
                    case "s390x" -> "__s390x_";
                    case "riscv64" -> "__riscv_";
                    default -> "";
                };
        return of(before + "sys_" + name);
    }

    /** Gives its return. */
    public KernelFunction atReturn() {
        return new KernelFunction(name, offset, true);
    }

    /** Gives an instruction of it, in bytes from its entry. */
    public KernelFunction plus(long bytes) {
        return new KernelFunction(name, offset + bytes, returns);
    }

    @Override
    public String toString() {
        return (returns ? "return of kernel function " : "kernel function ") + name + (offset == 0 ? "" : "+" + offset);
    }
}
