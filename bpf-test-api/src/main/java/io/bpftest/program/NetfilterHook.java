package io.bpftest.program;

/** Where in the network stack a netfilter program runs: {@code enum nf_inet_hooks}; the ordinal is the kernel's number. */
public enum NetfilterHook {
    /** Each packet that comes in, before it is routed. */
    PRE_ROUTING,
    /** Packets that come in for this machine. */
    LOCAL_IN,
    /** Packets that come in for another machine. */
    FORWARD,
    /** Packets that this machine sends. */
    LOCAL_OUT,
    /** Each packet that goes out, after it is routed. */
    POST_ROUTING;

    /** The name in the kernel's headers, such as {@code NF_INET_FORWARD}. */
    public String constant() {
        return "NF_INET_" + name();
    }
}
