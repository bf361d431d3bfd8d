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
    HTTPS(65),
    ANY(255);

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
