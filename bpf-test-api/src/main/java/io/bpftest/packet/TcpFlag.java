package io.bpftest.packet;

/** The flags of a TCP header in the order of their bits, FIN lowest, each with the sign that tcpdump prints. */
public enum TcpFlag {
    /** No more data. */
    FIN('F'),
    /** Synchronise sequence numbers. */
    SYN('S'),
    /** Reset. */
    RST('R'),
    /** Push. */
    PSH('P'),
    /** The acknowledgment number counts. */
    ACK('.'),
    /** The urgent pointer counts. */
    URG('U'),
    /** Congestion was seen (RFC 3168). */
    ECE('E'),
    /** The congestion window was reduced (RFC 3168). */
    CWR('W');

    private final char sign;

    TcpFlag(char sign) {
        this.sign = sign;
    }

    /** The flag's bit in byte 13 of the header. */
    public int mask() {
        return 1 << ordinal();
    }

    /** Renders a flags byte as tcpdump does, such as {@code S.} for SYN and ACK, {@code none} for no flag. */
    static String signs(int flags) {
        StringBuilder text = new StringBuilder();
        for (TcpFlag flag : values()) {
            if ((flags & flag.mask()) != 0) {
                text.append(flag.sign);
            }
        }
        return text.isEmpty() ? "none" : text.toString();
    }
}
