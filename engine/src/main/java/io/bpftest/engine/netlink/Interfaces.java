package io.bpftest.engine.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Interfaces of a namespace: made, changed and looked at by {@code RTM_*LINK} ({@code linux/if_link.h}). */
public final class Interfaces {

    private static final int RTM_NEWLINK = 16;
    private static final int RTM_DELLINK = 17;
    private static final int RTM_GETLINK = 18;

    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;
    private static final int IFLA_MTU = 4;
    private static final int IFLA_LINK = 5;
    private static final int IFLA_MASTER = 10;
    private static final int IFLA_OPERSTATE = 16;
    private static final int IF_OPER_UP = 6;
    private static final int IFLA_LINKINFO = 18;
    private static final int IFLA_AF_SPEC = 26;
    private static final int IFLA_NET_NS_FD = 28;
    private static final int IFLA_XDP = 43;
    private static final int IFLA_INFO_KIND = 1;
    private static final int IFLA_INFO_DATA = 2;
    private static final int VETH_INFO_PEER = 1;
    private static final int IFLA_NETKIT_PEER_INFO = 1;
    private static final int IFLA_NETKIT_MODE = 5;
    private static final int NETKIT_L2 = 0;
    private static final int IFLA_VLAN_ID = 1;
    private static final int IFLA_BR_MCAST_SNOOPING = 23;
    private static final int IFLA_INET_CONF = 1;
    private static final int IPV4_DEVCONF_FORWARDING = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int IFLA_INET6_ADDR_GEN_MODE = 8;
    private static final int IN6_ADDR_GEN_MODE_NONE = 1;
    private static final int IFLA_XDP_FD = 1;
    private static final int IFLA_XDP_ATTACHED = 2;
    private static final int IFLA_XDP_FLAGS = 3;
    private static final int IFLA_XDP_PROG_ID = 4;
    private static final int INFO_SIZE = 16;

    private final NetlinkSocket socket;

    /** Looks after the interfaces of the namespace that a socket is in. */
    public Interfaces(NetlinkSocket socket) {
        this.socket = socket;
    }

    /**
     * One end of a pair.
     *
     * @param mac its address
     * @param namespace the descriptor of the namespace it goes to
     * @param index the index it gets there; 0 has the kernel choose, for both ends
     */
    public record End(String name, byte[] mac, int namespace, int index) {}

    /**
     * What is known of an interface.
     *
     * @param index its index
     * @param carries whether frames go through: some time after it and its other end are up
     * @param xdpProgram the number of the program that it has at XDP, 0 for none
     * @param xdpMode how that is attached
     */
    public record Known(int index, boolean carries, int xdpProgram, int xdpMode) {}

    /** Makes a pair of interfaces that are joined. */
    public Answer newVeth(End near, End far) {
        Request request = new Request(RTM_NEWLINK, Request.NLM_F_CREATE | Request.NLM_F_EXCL)
                .interfaceHeader(near.index(), false);
        describe(request, near);
        request.nest(IFLA_LINKINFO).put(IFLA_INFO_KIND, "veth").nest(IFLA_INFO_DATA);
        request.nest(VETH_INFO_PEER).interfaceHeader(far.index(), false);
        describe(request, far);
        return socket.ask(request.end().end().end());
    }

    /** Makes a netkit pair that carries Ethernet frames; the near end is the primary device. */
    public Answer newNetkit(End near, End far) {
        Request request = new Request(RTM_NEWLINK, Request.NLM_F_CREATE | Request.NLM_F_EXCL)
                .interfaceHeader(near.index(), false);
        describe(request, near);
        request.nest(IFLA_LINKINFO).put(IFLA_INFO_KIND, "netkit").nest(IFLA_INFO_DATA);
        request.put(IFLA_NETKIT_MODE, NETKIT_L2).nest(IFLA_NETKIT_PEER_INFO).interfaceHeader(far.index(), false);
        describe(request, far);
        return socket.ask(request.end().end().end());
    }

    private static void describe(Request request, End end) {
        request.put(IFLA_IFNAME, end.name()).put(IFLA_ADDRESS, end.mac()).put(IFLA_NET_NS_FD, end.namespace());
    }

    /** Makes a bridge. */
    public Answer newBridge(String name, byte[] mac) {
        return socket.ask(new Request(RTM_NEWLINK, Request.NLM_F_CREATE | Request.NLM_F_EXCL)
                .interfaceHeader(0, false)
                .put(IFLA_IFNAME, name)
                .put(IFLA_ADDRESS, mac)
                .nest(IFLA_LINKINFO)
                .put(IFLA_INFO_KIND, "bridge")
                .nest(IFLA_INFO_DATA)
                // With it a bridge tells the network that it listens.
                .put8(IFLA_BR_MCAST_SNOOPING, 0)
                .end()
                .end());
    }

    /** Makes the interface of a VLAN on another. */
    public Answer newVlan(String name, int lower, int id, byte[] mac) {
        return socket.ask(new Request(RTM_NEWLINK, Request.NLM_F_CREATE | Request.NLM_F_EXCL)
                .interfaceHeader(0, false)
                .put(IFLA_IFNAME, name)
                .put(IFLA_ADDRESS, mac)
                .put(IFLA_LINK, lower)
                .nest(IFLA_LINKINFO)
                .put(IFLA_INFO_KIND, "vlan")
                .nest(IFLA_INFO_DATA)
                .put16(IFLA_VLAN_ID, id)
                .end()
                .end());
    }

    /** Keeps the kernel from giving an interface an IPv6 address, and so from sending what nobody asked for. */
    public Answer withoutOwnAddress(int index) {
        return socket.ask(new Request(RTM_NEWLINK, 0)
                .interfaceHeader(index, false)
                .nest(IFLA_AF_SPEC)
                .nest(AF_INET6)
                .put8(IFLA_INET6_ADDR_GEN_MODE, IN6_ADDR_GEN_MODE_NONE)
                .end()
                .end());
    }

    /** Puts an interface up. */
    public Answer up(int index) {
        return socket.ask(new Request(RTM_NEWLINK, 0).interfaceHeader(index, true));
    }

    /** Makes an interface a port of a bridge. */
    public Answer master(int index, int bridge) {
        return socket.ask(
                new Request(RTM_NEWLINK, 0).interfaceHeader(index, true).put(IFLA_MASTER, bridge));
    }

    /** Sets the longest packet, in bytes without the Ethernet header. */
    public Answer mtu(int index, int bytes) {
        return socket.ask(
                new Request(RTM_NEWLINK, 0).interfaceHeader(index, true).put(IFLA_MTU, bytes));
    }

    /** Has an interface forward IPv4 packets: unlike by /proc/sys, also where that is read only, as in containers. */
    public Answer forward(int index) {
        return socket.ask(new Request(RTM_NEWLINK, 0)
                .interfaceHeader(index, true)
                .nest(IFLA_AF_SPEC)
                .nest(AF_INET)
                .nest(IFLA_INET_CONF)
                .put(IPV4_DEVCONF_FORWARDING, 1)
                .end()
                .end()
                .end());
    }

    /** Removes an interface. */
    public Answer delete(int index) {
        return socket.ask(new Request(RTM_DELLINK, 0).interfaceHeader(index, false));
    }

    /** Attaches a program to XDP without a link, only to hear what the kernel has against it. */
    public Answer tryXdp(int index, int program, int flags) {
        return socket.ask(new Request(RTM_NEWLINK, 0)
                .interfaceHeader(index, false)
                .nest(IFLA_XDP)
                .put(IFLA_XDP_FD, program)
                .put(IFLA_XDP_FLAGS, flags)
                .end());
    }

    /** Looks an interface up by its name; empty where there is none. */
    public Optional<Known> find(String name) {
        return known(new Request(RTM_GETLINK, 0).interfaceHeader(0, false).put(IFLA_IFNAME, name));
    }

    /** Looks an interface up by its index; empty where there is none. */
    public Optional<Known> find(int index) {
        return known(new Request(RTM_GETLINK, 0).interfaceHeader(index, false));
    }

    private Optional<Known> known(Request request) {
        return socket.ask(request).replies().stream().findFirst().map(reply -> {
            Optional<ByteBuffer> xdp = Answer.attribute(reply, INFO_SIZE, IFLA_XDP);
            int program = xdp.flatMap(x -> Answer.attribute(x, 0, IFLA_XDP_PROG_ID))
                    .map(value -> value.getInt(0))
                    .orElse(0);
            int mode = xdp.flatMap(x -> Answer.attribute(x, 0, IFLA_XDP_ATTACHED))
                    .map(value -> (int) value.get(0))
                    .orElse(0);
            boolean carries = Answer.attribute(reply, INFO_SIZE, IFLA_OPERSTATE)
                    .filter(value -> value.get(0) == IF_OPER_UP)
                    .isPresent();
            return new Known(reply.getInt(4), carries, program, mode);
        });
    }
}
