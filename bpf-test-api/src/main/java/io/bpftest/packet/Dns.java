package io.bpftest.packet;

import java.nio.charset.StandardCharsets;

/**
 * A DNS message of one question (RFC 1035), a query with recursion desired unless it is answered; see {@link
 * Packets#dnsQuery}. Immutable.
 */
public final class Dns implements UdpContent {

    static final int PORT = 53;
    static final int HEADER = 12;
    static final int RESPONSE = 0x8000;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RECURSION_AVAILABLE = 0x0080;
    private static final int NAME_OF_QUESTION = 0xc000 | HEADER;
    private static final int INTERNET = 1;
    private static final int LONGEST_NAME = 255;

    private final byte[] question;
    private final int id;
    private final int flags;
    private final int count;
    private final byte[] answers;

    private Dns(byte[] question, int id, int flags, int count, byte[] answers) {
        this.question = question;
        this.id = id;
        this.flags = flags;
        this.count = count;
        this.answers = answers;
    }

    static Dns query(String name, DnsType type) {
        byte[] question = new HeaderWriter()
                .bytes(name(name))
                .u16(type.number())
                .u16(INTERNET)
                .toBytes();
        return new Dns(question, 0, RECURSION_DESIRED, 0, new byte[0]);
    }

    /** Sets the identification, 0 to 65535. */
    public Dns id(int value) {
        return new Dns(question, FieldRange.check("DNS id", value, FieldRange.SHORT), flags, count, answers);
    }

    /** Makes it a response with that code, 0 to 15: 0 is no error, 3 says that the name does not exist. */
    public Dns response(int code) {
        int checked = FieldRange.check("DNS response code", code, 0xf);
        return new Dns(question, id, (flags & ~0xf) | RESPONSE | RECURSION_AVAILABLE | checked, count, answers);
    }

    /**
     * Makes it a response with one address more, as record A or AAAA of the asked name, valid for 300 seconds.
     *
     * @param address an IPv4 or IPv6 address
     */
    public Dns answer(String address) {
        boolean six = address.indexOf(':') >= 0;
        byte[] data =
                six ? Literals.ip6(address).getAddress() : Literals.ip4(address).getAddress();
        return answer(six ? DnsType.AAAA : DnsType.A, 300, data);
    }

    /**
     * Makes it a response with one record more of the asked name.
     *
     * @param ttl in seconds, 0 to 4294967295
     * @param data the record's data as they stand in the message
     */
    public Dns answer(DnsType type, long ttl, byte... data) {
        byte[] more = new HeaderWriter()
                .bytes(answers)
                .u16(NAME_OF_QUESTION)
                .u16(type.number())
                .u16(INTERNET)
                .u32(FieldRange.check("TTL of the record", ttl, FieldRange.INT))
                .u16(FieldRange.check("length of the record's data", data.length, FieldRange.SHORT))
                .bytes(data)
                .toBytes();
        return new Dns(question, id, flags | RESPONSE | RECURSION_AVAILABLE, count + 1, more);
    }

    @Override
    public byte[] bytes() {
        return new HeaderWriter()
                .u16(id)
                .u16(flags)
                .u16(1)
                .u16(count)
                .u32(0)
                .bytes(question)
                .bytes(answers)
                .toBytes();
    }

    private static byte[] name(String text) {
        HeaderWriter name = new HeaderWriter();
        String relative = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        for (String label : relative.isEmpty() ? new String[0] : relative.split("\\.", -1)) {
            byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
            if (bytes.length == 0 || bytes.length > 63) {
                throw FieldRange.refused("DNS name", "\"" + text + "\"", "labels of 1 to 63 bytes between dots");
            }
            name.u8(bytes.length).bytes(bytes);
        }
        name.u8(0);
        if (name.length() > LONGEST_NAME) {
            throw FieldRange.refused("DNS name", name.length() + " bytes", "at most " + LONGEST_NAME + " bytes");
        }
        return name.toBytes();
    }
}
