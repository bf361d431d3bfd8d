package io.bpftest.lab;

import java.util.List;

/**
 * Functions of the kernel that one link attaches to.
 *
 * @param names their names; empty where a pattern says them
 * @param pattern what their names look like, with {@code *} for any letters and {@code ?} for one; empty where names do
 * @param returns whether their returns are meant
 */
public record KernelFunctions(List<String> names, String pattern, boolean returns) {

    /** Copies the list. */
    public KernelFunctions {
        names = List.copyOf(names);
    }

    /** Names the entries of functions. */
    public static KernelFunctions of(String... names) {
        return new KernelFunctions(List.of(names), "", false);
    }

    /** Names the entries of all functions that can be traced and whose names match, such as {@code "tcp_v4_*"}. */
    public static KernelFunctions matching(String pattern) {
        return new KernelFunctions(List.of(), pattern, false);
    }

    /** Gives their returns. */
    public KernelFunctions atReturn() {
        return new KernelFunctions(names, pattern, true);
    }

    @Override
    public String toString() {
        return (returns ? "returns of kernel functions " : "kernel functions ")
                + (names.isEmpty() ? pattern : String.join(", ", names));
    }
}
