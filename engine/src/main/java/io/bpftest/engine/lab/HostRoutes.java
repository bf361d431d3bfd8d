package io.bpftest.engine.lab;

import io.bpftest.engine.attach.RoutePrograms;
import io.bpftest.engine.netlink.Addresses;
import io.bpftest.engine.netlink.Addresses.Encapsulation;
import io.bpftest.engine.netlink.Addresses.Route;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.LabRoute;
import io.bpftest.program.Program;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Routes of hosts, as rtnetlink takes them. */
final class HostRoutes {

    private HostRoutes() {}

    static Route route(LocalHost host, LabRoute route, @Nullable Encapsulation encapsulation) {
        InetAddress destination = address(route.destination().data());
        InetAddress gateway = route.gateway()
                .map(next -> address(next, destination instanceof Inet4Address))
                .orElse(null);
        int index = host.networkInterface(route.interfaceName()).index();
        return new Route(destination, route.destination().length(), gateway, index, encapsulation);
    }

    private static InetAddress address(LabInterface next, boolean four) {
        return four ? next.ip4() : next.ip6();
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new LabException(
                    new Problem(
                            "A route leads to no network of IPv4 or IPv6",
                            bytes.length + " bytes of address",
                            "4 or 16 bytes",
                            "make the prefix of an address: Prefix.of(\"10.9.0.0/24\")"),
                    e);
        }
    }

    /** Adds a route through a program. */
    static Attachment attach(LocalHost host, Program program, LabRoute route) {
        return RoutePrograms.attach(
                program,
                new Addresses(host.socket()),
                encapsulation -> route(host, route, encapsulation),
                route + " of " + host);
    }

    /** The kernel has no other way for IPv6; a container may not show it for writing. Gives whether it could. */
    static boolean forwardIp6() {
        try {
            Files.writeString(Path.of("/proc/sys/net/ipv6/conf/all/forwarding"), "1");
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
