package io.bpftest.lab;

import io.bpftest.program.NetfilterFamily;
import io.bpftest.program.NetfilterHook;

/**
 * Where in a host's network stack a netfilter program is attached (Linux 6.4).
 *
 * @param family the packets it sees
 * @param hook where it sees them
 * @param priority when among the hook's others: the lowest first; two BPF programs of one hook cannot have the same
 */
public record NetfilterPlace(NetfilterFamily family, NetfilterHook hook, int priority) {

    /** {@code NF_IP_PRI_FILTER}: where packet filters stand. */
    private static final int FILTER = 0;

    /** A place with priority 0, that of packet filters. */
    public static NetfilterPlace at(NetfilterFamily family, NetfilterHook hook) {
        return new NetfilterPlace(family, hook, FILTER);
    }

    /** The same place with another priority, which is neither the lowest nor the highest number there is. */
    public NetfilterPlace priority(int value) {
        return new NetfilterPlace(family, hook, value);
    }

    /** The place in words, such as {@code netfilter IPV4 LOCAL_IN, priority 0}. */
    @Override
    public String toString() {
        return "netfilter " + family + " " + hook + ", priority " + priority;
    }
}
