package io.bpftest.map;

import java.util.List;
import java.util.Set;

/**
 * A stack trace map: call stacks that programs record with {@code bpf_get_stackid}, by the number that it gave them. Linux
 * 4.6 or newer ({@code kernel/bpf/stackmap.c}); without {@code BPF_F_STACK_BUILD_ID}.
 */
public interface StackTraces extends BpfMapHandle {

    /** The numbers of the stacks that it holds. */
    Set<Integer> ids();

    /** The return addresses of a stack, the innermost first; empty where there is no such stack. */
    long[] frames(int id);

    /**
     * The frames of a stack as {@code function+0x1c}, the innermost first; in hexadecimal alone where the address is none of
     * the kernel's, or where {@code /proc/kallsyms} hides addresses from this process ({@code kernel.kptr_restrict}).
     */
    List<String> symbols(int id);

    /** Removes a stack and tells whether there was one. */
    boolean remove(int id);

    /** Removes all stacks. */
    default void clear() {
        ids().forEach(this::remove);
    }
}
