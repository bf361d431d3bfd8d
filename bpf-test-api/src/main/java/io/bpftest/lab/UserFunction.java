package io.bpftest.lab;

/**
 * A function of a program or library, for uprobes: its entry, its return, or an instruction within.
 *
 * @param file the program or library: a path, or a name that is looked for where the system's are, such as {@code
 *     libc.so.6}
 * @param name the function's name in the file's table of symbols
 * @param offset the instruction, in bytes from the entry; 0 for the entry itself
 * @param returns whether its return is meant
 * @param process the only process that counts, -1 for all
 */
public record UserFunction(String file, String name, long offset, boolean returns, long process) {

    /** Names the entry of a function, in whatever process runs it. */
    public static UserFunction of(String file, String name) {
        return new UserFunction(file, name, 0, false, -1);
    }

    /** Gives its return. */
    public UserFunction atReturn() {
        return new UserFunction(file, name, offset, true, process);
    }

    /** Gives an instruction of it, in bytes from its entry. */
    public UserFunction plus(long bytes) {
        return new UserFunction(file, name, offset + bytes, returns, process);
    }

    /** Gives it as far as one process runs it. */
    public UserFunction in(ProcessHandle only) {
        return new UserFunction(file, name, offset, returns, only.pid());
    }

    @Override
    public String toString() {
        return (returns ? "return of function " : "function ") + name + (offset == 0 ? "" : "+" + offset) + " of "
                + file + (process == -1 ? "" : " in process " + process);
    }
}
