package io.bpftest.lab;

import io.bpftest.map.Prefix;
import java.util.Optional;

/**
 * A route of a host.
 *
 * @param destination the network that it leads to
 * @param interfaceName the host's interface that it leads out of
 * @param gateway the interface of another host that takes its packets on; empty if the network is at the other end
 */
public record LabRoute(Prefix destination, String interfaceName, Optional<LabInterface> gateway) {

    /** A route out of an interface, to a network that is at its other end. */
    public static LabRoute to(Prefix destination, LabInterface out) {
        return new LabRoute(destination, out.name(), Optional.empty());
    }

    /** The route by way of another host's interface, at the other end of this host's. */
    public LabRoute via(LabInterface next) {
        return new LabRoute(destination, interfaceName, Optional.of(next));
    }

    @Override
    public String toString() {
        return "route to " + destination + " by " + interfaceName
                + gateway.map(next -> " via " + next).orElse("");
    }
}
