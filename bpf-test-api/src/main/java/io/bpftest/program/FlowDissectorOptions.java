package io.bpftest.program;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a flow dissector is asked for. Immutable: each call gives a changed copy. The flags are all that the kernel's test
 * run lets a caller set of {@code struct bpf_flow_keys}.
 *
 * <p>Minimum kernel 5.4.
 */
public final class FlowDissectorOptions {

    private static final FlowDissectorOptions NONE = new FlowDissectorOptions(EnumSet.noneOf(FlowDissectorFlag.class));

    private final Set<FlowDissectorFlag> flags;

    private FlowDissectorOptions(Set<FlowDissectorFlag> flags) {
        this.flags = flags;
    }

    /** Gives options that set nothing. */
    public static FlowDissectorOptions flowDissectorOptions() {
        return NONE;
    }

    /** Sets the flags that the program finds in its {@code flow_keys}; they replace those set before. */
    public FlowDissectorOptions flags(FlowDissectorFlag... set) {
        Set<FlowDissectorFlag> copy = EnumSet.noneOf(FlowDissectorFlag.class);
        copy.addAll(Arrays.asList(set));
        return new FlowDissectorOptions(copy);
    }

    /** The flags. */
    public Set<FlowDissectorFlag> flags() {
        return Set.copyOf(flags);
    }

    /** The flags as the kernel's number. */
    public int flagBits() {
        return FlowDissectorFlag.bits(flags);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FlowDissectorOptions options && flags.equals(options.flags);
    }

    @Override
    public int hashCode() {
        return flags.hashCode();
    }

    @Override
    public String toString() {
        return flags.isEmpty() ? "nothing set" : "flags " + flags;
    }
}
