package io.bpftest.program;

/**
 * What every run says of a type whose programs decide about packets, whatever the type calls it: so that runs of
 * programs of several types can be looked at together.
 */
public interface PacketDecision {

    /** Tells whether the packet goes its usual way: XDP_PASS, TC_ACT_OK, a socket that gets it, and the like. */
    boolean passes();

    /** Tells whether the packet is dropped by decision: XDP_DROP, TC_ACT_SHOT and the like; not when it is aborted. */
    boolean drops();

    /** Tells whether a program that runs next on the packet's way sees it; true where the packet passes. */
    default boolean goesOn() {
        return passes();
    }
}
