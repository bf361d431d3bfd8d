package io.bpftest.program;

/** What a cgroup skb program decides about a packet; the ordinal is the return value. */
public enum CgroupSkbVerdict {
    /** The packet is dropped; on egress the sender gets EPERM. */
    DENY,
    /** The packet goes on. */
    ALLOW,
    /** Egress: the packet is dropped, and TCP is told of congestion. */
    DENY_AND_NOTIFY,
    /** Egress: the packet goes on, and TCP is told of congestion. */
    ALLOW_AND_NOTIFY,
    /** A return value that is none of these. */
    UNKNOWN;

    /** Gives the verdict of a return value. */
    public static CgroupSkbVerdict of(int returnValue) {
        return returnValue >= 0 && returnValue < UNKNOWN.ordinal() ? values()[returnValue] : UNKNOWN;
    }

    /** Names a return value; an unknown one as its number. */
    public static String name(int returnValue) {
        CgroupSkbVerdict verdict = of(returnValue);
        return verdict == UNKNOWN ? returnValue + " (no verdict)" : returnValue + " (" + words(verdict) + ")";
    }

    private static String words(CgroupSkbVerdict verdict) {
        return verdict.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
