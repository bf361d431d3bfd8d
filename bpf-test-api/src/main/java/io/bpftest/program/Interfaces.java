package io.bpftest.program;

import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** The network interfaces of this process's network namespace, by name. */
final class Interfaces {

    private Interfaces() {}

    /**
     * Gives an interface's index.
     *
     * @throws RunOptionException if there is none of the name; lists those that exist
     */
    static int index(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                return found.getIndex();
            }
            List<String> names = NetworkInterface.networkInterfaces()
                    .map(NetworkInterface::getName)
                    .toList();
            throw new RunOptionException(new Problem(
                    "There is no network interface \"" + name + "\"",
                    name,
                    "one of " + String.join(", ", names),
                    "use an interface of the network namespace that the test runs in; lo is always there"));
        } catch (SocketException e) {
            throw new RunOptionException(
                    new Problem(
                            "The network interface \"" + name + "\" cannot be looked up",
                            String.valueOf(e.getMessage()),
                            "an interface of this network namespace",
                            "give its index instead"),
                    e);
        }
    }
}
