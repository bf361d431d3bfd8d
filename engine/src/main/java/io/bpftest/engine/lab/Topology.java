package io.bpftest.engine.lab;

import io.bpftest.engine.netlink.Interfaces;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.LabRoute;
import io.bpftest.map.Prefix;
import java.util.List;

/** Joins the hosts of one lab, and gives each network that comes of it its addresses. */
final class Topology {

    private static final Prefix EVERYWHERE = Prefix.of("0.0.0.0/0");

    /** The ports of a bridge have MAC addresses behind those of the hosts. */
    private static final int PORTS = 128;

    private static final int BRIDGE = 255;
    private static final int MOST_ON_A_BRIDGE = 100;
    private static final int LAST_VLAN = 4094;

    private int networks;

    LabLink link(LocalHost near, LocalHost far) {
        Plan plan = new Plan(networks++);
        LabLink link = Cabling.veth(near, far, plan.mac(1), plan.mac(2));
        joinBoth(plan, link);
        return link;
    }

    LabLink netkit(LocalHost near, LocalHost far) {
        Plan plan = new Plan(networks++);
        LabLink link = Cabling.netkit(near, far, plan.mac(1), plan.mac(2));
        joinBoth(plan, link);
        return link;
    }

    private static void joinBoth(Plan plan, LabLink link) {
        Network network = new Network(plan);
        network.join((LocalInterface) link.near());
        network.join((LocalInterface) link.far());
    }

    void bridge(LocalHost bridge, List<LocalHost> hosts) {
        if (hosts.isEmpty() || hosts.size() > MOST_ON_A_BRIDGE) {
            throw new LabException(new Problem(
                    "The bridge " + bridge.name() + " joins nothing",
                    hosts.size() + " hosts",
                    "1 to " + MOST_ON_A_BRIDGE + " hosts",
                    "name the hosts that it joins"));
        }
        Plan plan = new Plan(networks++);
        LocalInterface middle = Cabling.bridge(bridge, plan.mac(BRIDGE));
        Network network = new Network(plan);
        for (int i = 1; i <= hosts.size(); i++) {
            LabLink link = Cabling.veth(hosts.get(i - 1), bridge, plan.mac(i), plan.mac(PORTS + i));
            Cabling.check(
                    new Interfaces(bridge.socket()).master(link.far().index(), middle.index()),
                    "The port " + link.far());
            network.join((LocalInterface) link.near());
        }
    }

    void router(LocalHost router, List<LocalHost> hosts) {
        router.forward();
        for (LocalHost host : hosts) {
            LabLink link = link(host, router);
            host.add(LabRoute.to(EVERYWHERE, link.near()).via(link.far()));
        }
    }

    LabLink vlan(LabLink cable, int id) {
        if (id < 1 || id > LAST_VLAN) {
            throw new LabException(new Problem(
                    "There is no VLAN " + id, String.valueOf(id), "1 to " + LAST_VLAN, "choose another number"));
        }
        Plan plan = new Plan(networks++);
        LabLink link = new LabLink(
                Cabling.vlan((LocalInterface) cable.near(), id, plan.mac(1)),
                Cabling.vlan((LocalInterface) cable.far(), id, plan.mac(2)));
        joinBoth(plan, link);
        return link;
    }
}
