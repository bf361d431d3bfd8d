package io.bpftest.engine.pcap;

import io.bpftest.error.CaptureDamagedException;
import io.bpftest.error.PacketException;
import io.bpftest.error.Problem;
import io.bpftest.packet.LinkType;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What is wrong with a capture. */
final class CaptureProblem {

    private CaptureProblem() {}

    static CaptureDamagedException damaged(Path file, String said, long packet, long offset) {
        String where = packet == 0
                ? "in the file's header"
                : "at packet " + packet + ", which begins at byte offset " + offset;
        return new CaptureDamagedException(
                new Problem(
                        "The capture " + file + " cannot be read " + where,
                        said,
                        "a whole .pcap or .pcapng file",
                        "capture it again, or repair it with a tool such as pcapfix"),
                packet,
                offset);
    }

    static PacketException otherLinkType(Path file, int number, @Nullable String name) {
        return new PacketException(new Problem(
                "The packets of capture " + file + " cannot be made frames of Ethernet",
                "link type " + number + (name == null ? "" : " (" + name + ")"),
                "one of " + LinkType.all(),
                "capture on another interface, or convert the file with a tool such as editcap"));
    }

    static PacketException noFilter(Path file, String expression, String said) {
        return new PacketException(new Problem(
                "The filter \"" + expression + "\" for the capture " + file + " is none",
                said,
                "a filter in libpcap's syntax, such as \"udp port 53\"",
                "correct it; man pcap-filter has the syntax, and tcpdump -d FILTER tries it"));
    }
}
