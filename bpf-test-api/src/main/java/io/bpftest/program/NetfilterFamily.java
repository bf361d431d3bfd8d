package io.bpftest.program;

/** The protocol families that a netfilter program can be run for: {@code NFPROTO_*} of {@code linux/netfilter.h}. */
public enum NetfilterFamily {
    /** {@code NFPROTO_IPV4}. */
    IPV4(2),
    /** {@code NFPROTO_IPV6}. */
    IPV6(10);

    private static final int ETHER_TYPE = 12;
    private static final byte IP6_HIGH = (byte) 0x86;

    private final int number;

    NetfilterFamily(int number) {
        this.number = number;
    }

    /** The kernel's number of this family. */
    public int number() {
        return number;
    }

    /** The name in the kernel's headers, such as {@code NFPROTO_IPV4}. */
    public String constant() {
        return "NFPROTO_" + name();
    }

    /** Tells the family of a frame that is IPv4 or IPv6; netfilter programs run on no other. */
    static NetfilterFamily of(byte[] frame) {
        return frame[ETHER_TYPE] == IP6_HIGH ? IPV6 : IPV4;
    }
}
