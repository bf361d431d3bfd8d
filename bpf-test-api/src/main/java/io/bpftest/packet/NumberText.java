package io.bpftest.packet;

import java.util.Locale;
import java.util.Set;
import org.pcap4j.packet.namednumber.EtherType;
import org.pcap4j.packet.namednumber.IpNumber;
import org.pcap4j.packet.namednumber.NamedNumber;

/** Writes numbers with the names that pcap4j's tables have for them. */
final class NumberText {

    /** What pcap4j calls numbers that have no name. */
    private static final Set<String> NO_NAME = Set.of("unknown", "no code");

    private NumberText() {}

    static String etherType(int type) {
        String number = hex(type, 4);
        String name = WellKnown.ETHER_TYPES.get(type);
        if (name != null) {
            return number + " (" + name + ")";
        }
        // Below 0x0600 it is the length of an IEEE 802.3 frame.
        return type < 0x600 ? number + " (802.3 length)" : named(number, EtherType.getInstance((short) type));
    }

    static String protocol(int protocol) {
        String name = WellKnown.PROTOCOLS.get(protocol);
        return name == null ? named(protocol, IpNumber.getInstance((byte) protocol)) : protocol + " (" + name + ")";
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
        String hex = Integer.toHexString(value);
        return "0x" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }

    private static boolean hasName(NamedNumber<?, ?> known) {
        return !NO_NAME.contains(known.name().toLowerCase(Locale.ROOT));
    }
}
