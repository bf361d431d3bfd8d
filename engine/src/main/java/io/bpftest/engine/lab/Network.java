package io.bpftest.engine.lab;

import io.bpftest.engine.netlink.Addresses;
import io.bpftest.engine.netlink.Answer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The interfaces of a lab that reach each other without a router. Each knows the others' MAC addresses, so that nobody
 * has to ask. IPv6 addresses come when one is first asked for: with them a kernel tells the network which multicast
 * groups it is in, and a test counts frames.
 */
final class Network {

    private final Plan plan;
    private final List<LocalInterface> members = new ArrayList<>();
    private boolean six;

    Network(Plan plan) {
        this.plan = plan;
    }

    /** Makes an interface a member, with the next address. */
    synchronized void join(LocalInterface joining) {
        int number = members.size() + 1;
        members.add(joining);
        Addresses addresses = new Addresses(joining.localHost().socket());
        Cabling.check(addresses.add(joining.index(), plan.ip4(number), Plan.PREFIX_4), "The address of " + joining);
        joining.member(this, plan.ip4(number));
        for (LocalInterface other : members) {
            if (other != joining) {
                acquaint(joining, other.ip4(), other);
                acquaint(other, plan.ip4(number), joining);
            }
        }
    }

    /** Gives all members IPv6 addresses. */
    synchronized void withIp6() {
        if (six) {
            return;
        }
        six = true;
        for (int i = 0; i < members.size(); i++) {
            LocalInterface member = members.get(i);
            Answer answer =
                    new Addresses(member.localHost().socket()).add(member.index(), plan.ip6(i + 1), Plan.PREFIX_6);
            if (answer.error() == 0) {
                member.ip6(plan.ip6(i + 1));
                member.localHost().hasIp6();
            }
            for (LocalInterface other : members) {
                if (other != member) {
                    acquaint(other, plan.ip6(i + 1), member);
                }
            }
        }
    }

    /** Tells one member another's MAC address. */
    private static void acquaint(LocalInterface one, InetAddress address, LocalInterface other) {
        Answer answer = new Addresses(one.localHost().socket())
                .addNeighbour(one.index(), address, other.mac().getAddress());
        if (address.getAddress().length == 4) {
            Cabling.check(answer, "The neighbour " + other + " of " + one);
        }
    }
}
