package io.bpftest.samples.conntrack;

import static io.bpftest.packet.Packets.ip4;
import static io.bpftest.packet.Packets.tcp4;

import io.bpftest.BpfObject;
import io.bpftest.packet.Tcp4Frame;
import java.net.Inet4Address;

/** What the tests of the connection tracker have in common: its structs in Java, and one client. */
@BpfObject("conntrack.bpf.c")
abstract class ConnectionTests {

    static final Inet4Address CLIENT = ip4("203.0.113.7");
    static final Inet4Address SERVER = ip4("198.51.100.1");

    /** {@code struct flow}; its padding needs no component. */
    record Flow(Inet4Address source, Inet4Address destination, int sourcePort, int destinationPort, int protocol) {}

    /** {@code struct connection}. */
    record Connection(long firstSeen, long lastSeen, long packets, long bytes, State state) {}

    /** {@code struct event}. */
    record Event(Flow flow, long at, State state) {}

    /** {@code struct traffic}. */
    record Traffic(long packets, long bytes) {}

    /** {@code enum connection_state}, without the prefix that its names share. */
    enum State {
        NEW,
        ESTABLISHED,
        CLOSED
    }

    static Flow web(int clientPort) {
        return new Flow(CLIENT, SERVER, clientPort, 443, 6);
    }

    static Tcp4Frame segment(int clientPort) {
        return tcp4("203.0.113.7", clientPort, "198.51.100.1", 443);
    }
}
