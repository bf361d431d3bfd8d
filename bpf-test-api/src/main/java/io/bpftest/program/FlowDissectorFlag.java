package io.bpftest.program;

import java.util.EnumSet;
import java.util.Set;

/** How far a flow dissector is asked to look: {@code BPF_FLOW_DISSECTOR_F_*} of {@code linux/bpf.h}. */
public enum FlowDissectorFlag {
    /** Dissect the first fragment of a packet too, beyond its IP header. */
    PARSE_1ST_FRAG,
    /** Stop at an IPv6 flow label that is not zero. */
    STOP_AT_FLOW_LABEL,
    /** Stop at an encapsulated packet. */
    STOP_AT_ENCAP;

    /** The kernel's bit of this flag. */
    public int bit() {
        return 1 << ordinal();
    }

    /** Gives the flags that are set in a number; bits that this list lacks are left out. */
    public static Set<FlowDissectorFlag> of(int bits) {
        Set<FlowDissectorFlag> flags = EnumSet.noneOf(FlowDissectorFlag.class);
        for (FlowDissectorFlag flag : values()) {
            if ((bits & flag.bit()) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    static int bits(Set<FlowDissectorFlag> flags) {
        return flags.stream().mapToInt(FlowDissectorFlag::bit).sum();
    }
}
