package io.bpftest.program;

/** The protocol families that a netfilter program can be run for: {@code NFPROTO_*} of {@code linux/netfilter.h}. */
public enum NetfilterFamily {
    /** {@code NFPROTO_IPV4}. */
    IPV4(2),
    /** {@code NFPROTO_IPV6}. */
    IPV6(10);

    private final int number;

    NetfilterFamily(int number) {
        this.number = number;
    }

    /** The kernel's number of this family. */
    public int number() {
        return number;
    }
}
