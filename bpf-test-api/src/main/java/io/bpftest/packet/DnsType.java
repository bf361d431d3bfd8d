package io.bpftest.packet;

/** The usual types of DNS records. */
public enum DnsType {
    A(1),
    NS(2),
    CNAME(5),
    SOA(6),
    PTR(12),
    MX(15),
    TXT(16),
    AAAA(28),
    SRV(33),
    NAPTR(35),
    DNAME(39),
    DS(43),
    SSHFP(44),
    RRSIG(46),
    NSEC(47),
    DNSKEY(48),
    TLSA(52),
    SVCB(64),
    HTTPS(65),
    IXFR(251),
    AXFR(252),
    ANY(255),
    CAA(257);

    private final int number;

    DnsType(int number) {
        this.number = number;
    }

    /** The number in a question or record. */
    public int number() {
        return number;
    }

    /** The type's name, or its number after TYPE as RFC 3597 has it. */
    static String text(int number) {
        for (DnsType type : values()) {
            if (type.number == number) {
                return type.name();
            }
        }
        return "TYPE" + number;
    }
}
