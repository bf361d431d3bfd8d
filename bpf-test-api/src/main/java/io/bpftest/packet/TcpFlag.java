package io.bpftest.packet;

/** The flags of a TCP header in the order of their bits, FIN lowest, each with the sign that tcpdump prints. */
public enum TcpFlag {
    /** No more data. */
    FIN(0x01, 'F'),
    /** Synchronise sequence numbers. */
    SYN(0x02, 'S'),
    /** Reset. */
    RST(0x04, 'R'),
    /** Push. */
    PSH(0x08, 'P'),
    /** The acknowledgment number counts. */
    ACK(0x10, '.'),
    /** The urgent pointer counts. */
    URG(0x20, 'U'),
    /** Congestion was seen (RFC 3168). */
    ECE(0x40, 'E'),
    /** The congestion window was reduced (RFC 3168). */
    CWR(0x80, 'W');

    private final int mask;
    private final char sign;

    TcpFlag(int mask, char sign) {
        this.mask = mask;
        this.sign = sign;
    }

    /** The flag's bit in byte 13 of the header. */
    public int mask() {
        return mask;
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
