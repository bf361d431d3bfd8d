package io.bpftest.engine.replay;

import io.bpftest.engine.ffi.NativeMemory;
import java.util.Locale;

/**
 * What a frame carries, told quickly enough to be told of each: the EtherType behind VLAN tags, and the protocol number of
 * IP, kept in one number.
 */
final class Protocols {

    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;
    private static final int VLAN = 0x8100;
    private static final int SERVICE_VLAN = 0x88a8;
    private static final int IPV6 = 0x86dd;

    private static final int NO_ETHERNET = -1;
    private static final int NO_NUMBER = 0xff00;

    private Protocols() {}

    /** Tells it of a frame in native memory. */
    static int of(long frame, int length) {
        if (length < 14) {
            return NO_ETHERNET;
        }
        int at = 12;
        int type = number(frame + at);
        while ((type == VLAN || type == SERVICE_VLAN) && at + 6 <= length) {
            at += 4;
            type = number(frame + at);
        }
        int header = at + 2;
        if (type == IPV4 && header + 20 <= length) {
            return type << 16 | NativeMemory.getByte(frame + header + 9) & 0xff;
        } else if (type == IPV6 && header + 40 <= length) {
            return type << 16 | NativeMemory.getByte(frame + header + 6) & 0xff;
        }
        return type << 16 | NO_NUMBER;
    }

    private static int number(long at) {
        return (NativeMemory.getByte(at) & 0xff) << 8 | NativeMemory.getByte(at + 1) & 0xff;
    }

    /** Gives the words for what {@link #of} gave. */
    static String text(int protocol) {
        if (protocol == NO_ETHERNET) {
            return "shorter than Ethernet";
        }
        int type = protocol >>> 16;
        int number = protocol & 0xffff;
        return switch (type) {
            case IPV4 -> "ip4" + (number == NO_NUMBER ? ", cut short" : " " + ofIp(number, 1, "icmp"));
            case IPV6 -> "ip6" + (number == NO_NUMBER ? ", cut short" : " " + ofIp(number, 58, "icmp6"));
            case ARP -> "arp";
            default -> String.format(Locale.ROOT, "type 0x%04x", type);
        };
    }

    private static String ofIp(int number, int icmp, String icmpName) {
        if (number == icmp) {
            return icmpName;
        }
        return switch (number) {
            case 0 -> "hop-by-hop";
            case 2 -> "igmp";
            case 6 -> "tcp";
            case 17 -> "udp";
            case 43 -> "routing";
            case 44 -> "fragment";
            case 47 -> "gre";
            case 50 -> "esp";
            case 51 -> "ah";
            case 60 -> "destination options";
            case 132 -> "sctp";
            default -> "protocol " + number;
        };
    }
}
