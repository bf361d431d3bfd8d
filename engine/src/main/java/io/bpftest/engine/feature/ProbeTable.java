package io.bpftest.engine.feature;

import io.bpftest.error.BpfException;

/** Prints what the running kernel has; {@code ci/probe} runs it. */
public final class ProbeTable {

    private ProbeTable() {}

    /** Takes no arguments; exits with 1 if nothing can be probed. */
    public static void main(String[] arguments) {
        try {
            System.out.print(LocalFeatures.get().table());
        } catch (BpfException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }
}
