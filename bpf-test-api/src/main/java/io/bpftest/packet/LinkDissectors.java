package io.bpftest.packet;

import org.jspecify.annotations.Nullable;
import org.pcap4j.packet.namednumber.ArpOperation;

/** Reads Ethernet, VLAN tags and ARP. */
final class LinkDissectors {

    private static final int ETHERNET_LENGTH = 14;
    private static final int VLAN_LENGTH = 4;
    private static final int ARP_LENGTH = 28;
    private static final int ETHERNET_HARDWARE = 1;
    private static final int IPV4_TYPE = 0x0800;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private LinkDissectors() {}

    static @Nullable Dissector ethernet(Dissection frame) {
        if (frame.left() < ETHERNET_LENGTH) {
            return frame.left() == 0 ? null : frame.cutShort("eth");
        }
        String destination = AddressText.mac(frame.bytes(0, 6));
        String source = AddressText.mac(frame.bytes(6, 6));
        int type = frame.u16(12);
        Dissector next = Dissectors.ofEtherType(type);
        frame.field("destination", destination)
                .field("source", source)
                .field("type", NumberText.etherType(type))
                .header(
                        "eth",
                        ETHERNET_LENGTH,
                        "eth " + AddressText.brief(source) + " > " + AddressText.brief(destination)
                                + unread(type, next));
        return next;
    }

    static @Nullable Dissector vlan(Dissection frame) {
        return tag(frame, "vlan");
    }

    static @Nullable Dissector serviceVlan(Dissection frame) {
        return tag(frame, "svlan");
    }

    private static @Nullable Dissector tag(Dissection frame, String name) {
        if (frame.left() < VLAN_LENGTH) {
            return frame.cutShort(name);
        }
        int control = frame.u16(0);
        int priority = control >> 13;
        boolean dropEligible = (control & 0x1000) != 0;
        int id = control & 0xfff;
        int type = frame.u16(2);
        Dissector next = Dissectors.ofEtherType(type);
        frame.field("priority", priority)
                .field("drop eligible", dropEligible)
                .field("id", id)
                .field("type", NumberText.etherType(type))
                .header(
                        name,
                        VLAN_LENGTH,
                        name + " " + id + (priority == 0 ? "" : " priority " + priority) + (dropEligible ? " dei" : "")
                                + unread(type, next));
        return next;
    }

    static @Nullable Dissector arp(Dissection frame) {
        if (frame.left() < ARP_LENGTH) {
            return frame.cutShort("arp");
        }
        if (frame.u16(0) != ETHERNET_HARDWARE || frame.u16(2) != IPV4_TYPE || frame.u16(4) != 0x0604) {
            return frame.malformed("arp for other than IPv4 over Ethernet");
        }
        int operation = frame.u16(6);
        String senderMac = AddressText.mac(frame.bytes(8, 6));
        String sender = AddressText.ip(frame.bytes(14, 4));
        String target = AddressText.ip(frame.bytes(24, 4));
        frame.field("hardware type", frame.u16(0))
                .field("protocol type", NumberText.etherType(frame.u16(2)))
                .field("hardware length", frame.u8(4))
                .field("protocol length", frame.u8(5))
                .field("operation", operation(operation))
                .field("sender MAC", senderMac)
                .field("sender IP", sender)
                .field("target MAC", AddressText.mac(frame.bytes(18, 6)))
                .field("target IP", target)
                .header("arp", ARP_LENGTH, arpText(operation, sender, senderMac, target));
        frame.limit(0); // what follows is the padding of a short frame
        return null;
    }

    private static String arpText(int operation, String sender, String senderMac, String target) {
        return switch (operation) {
            case REQUEST -> "arp who-has " + target + " tell " + sender;
            case REPLY -> "arp reply " + sender + " is-at " + AddressText.brief(senderMac);
            default -> "arp operation " + operation(operation) + " " + sender + " > " + target;
        };
    }

    /** With a name such as {@code request reverse} in parentheses. */
    private static String operation(int number) {
        String name =
                NumberText.name(ArpOperation.getInstance((short) number), "").replace('_', ' ');
        return name.isEmpty() ? String.valueOf(number) : number + " (" + name + ")";
    }

    private static String unread(int type, @Nullable Dissector next) {
        return next == null ? " type " + NumberText.etherType(type) : "";
    }
}
