package io.bpftest.packet;

import java.util.Locale;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.NamedNumber;

/** Writes numbers with the names that pcap4j's tables have for them. */
final class NumberText {

    private static final String NO_NAME = "unknown";

    private NumberText() {}

    static String etherType(int type) {
        return named(String.format("0x%04x", type), EtherType.getInstance((short) type));
    }

    static String protocol(int protocol) {
        return named(protocol, IpNumber.getInstance((byte) protocol));
    }

    /** The number, and its name in parentheses if it has one. */
    static String named(Object number, NamedNumber<?, ?> known) {
        return hasName(known) ? number + " (" + known.name() + ")" : number.toString();
    }

    /** The name in small letters, or {@code otherwise} if there is none. */
    static String name(NamedNumber<?, ?> known, String otherwise) {
        return hasName(known) ? known.name().toLowerCase(Locale.ROOT) : otherwise;
    }

    static String hex(int value, int digits) {
        return String.format("0x%0" + digits + "x", value);
    }

    private static boolean hasName(NamedNumber<?, ?> known) {
        return !known.name().equalsIgnoreCase(NO_NAME);
    }
}
