package io.bpftest.engine.netlink;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Addresses, neighbours and routes of a namespace ({@code linux/rtnetlink.h}). */
public final class Addresses {

    private static final int RTM_NEWADDR = 20;
    private static final int RTM_NEWROUTE = 24;
    private static final int RTM_DELROUTE = 25;
    private static final int RTM_NEWNEIGH = 28;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_F_NODAD = 2;
    private static final int NDA_DST = 1;
    private static final int NDA_LLADDR = 2;
    private static final int NUD_PERMANENT = 0x80;
    private static final int RTA_DST = 1;
    private static final int RTA_OIF = 4;
    private static final int RTA_GATEWAY = 5;
    private static final int RTA_ENCAP_TYPE = 21;
    private static final int RTA_ENCAP = 22;
    private static final int RT_TABLE_MAIN = 254;
    private static final int RTPROT_STATIC = 4;
    private static final int RT_SCOPE_LINK = 253;
    private static final int RTN_UNICAST = 1;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    private final NetlinkSocket socket;

    /** Looks after the addresses of the namespace that a socket is in. */
    public Addresses(NetlinkSocket socket) {
        this.socket = socket;
    }

    /** A program that packets of a route go through: the kind of tunnel, and what describes it. */
    public interface Encapsulation {

        /** Such as {@code LWTUNNEL_ENCAP_BPF}. */
        int type();

        /** Adds the attributes that describe it. */
        void describe(Request request);
    }

    /**
     * Where packets of a route go.
     *
     * @param destination the network's address
     * @param prefix how many bits of it count
     * @param gateway the next host, null for one that the interface reaches itself
     * @param index the interface, 0 for that of the gateway
     */
    public record Route(
            InetAddress destination,
            int prefix,
            @Nullable InetAddress gateway,
            int index,
            @Nullable Encapsulation encapsulation) {}

    public Answer add(int index, InetAddress address, int prefix) {
        return socket.ask(new Request(RTM_NEWADDR, Request.NLM_F_CREATE | Request.NLM_F_EXCL)
                .header8(family(address), prefix, IFA_F_NODAD, 0)
                .header32(index)
                .put(IFA_LOCAL, address.getAddress())
                .put(IFA_ADDRESS, address.getAddress()));
    }

    /** Says which MAC address an address has, so that nobody has to ask. */
    public Answer addNeighbour(int index, InetAddress address, byte[] mac) {
        return socket.ask(new Request(RTM_NEWNEIGH, Request.NLM_F_CREATE | Request.NLM_F_REPLACE)
                .header8(family(address), 0, 0, 0)
                .header32(index)
                .header32(NUD_PERMANENT)
                .put(NDA_DST, address.getAddress())
                .put(NDA_LLADDR, mac));
    }

    public Answer add(Route route) {
        return socket.ask(request(RTM_NEWROUTE, Request.NLM_F_CREATE | Request.NLM_F_EXCL, route));
    }

    public Answer delete(Route route) {
        return socket.ask(request(RTM_DELROUTE, 0, route));
    }

    private static Request request(int type, int flags, Route route) {
        InetAddress gateway = route.gateway();
        // The kernel wants the nearer scope of routes that no gateway leads through.
        int scope = gateway == null && route.destination() instanceof Inet4Address ? RT_SCOPE_LINK : 0;
        Request request = new Request(type, flags)
                .header8(
                        family(route.destination()),
                        route.prefix(),
                        0,
                        0,
                        RT_TABLE_MAIN,
                        RTPROT_STATIC,
                        scope,
                        RTN_UNICAST)
                .header32(0)
                .put(RTA_DST, route.destination().getAddress());
        if (gateway != null) {
            request.put(RTA_GATEWAY, gateway.getAddress());
        }
        if (route.index() != 0) {
            request.put(RTA_OIF, route.index());
        }
        Encapsulation encapsulation = route.encapsulation();
        if (encapsulation != null) {
            request.put16(RTA_ENCAP_TYPE, encapsulation.type()).nest(RTA_ENCAP);
            encapsulation.describe(request);
            request.end();
        }
        return request;
    }

    private static int family(InetAddress address) {
        return address instanceof Inet4Address ? AF_INET : AF_INET6;
    }
}
