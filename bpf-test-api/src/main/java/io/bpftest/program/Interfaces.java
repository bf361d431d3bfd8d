package io.bpftest.program;

import io.bpftest.error.Problem;
import io.bpftest.error.RunOptionException;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
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
            int withoutAddress = indexInSysfs(name);
            if (withoutAddress > 0) {
                return withoutAddress;
            }
            throw new RunOptionException(new Problem(
                    "There is no network interface \"" + name + "\"",
                    name,
                    "one of " + String.join(", ", names()),
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

    /** All of this thread's namespace, down or up; the JDK knows fewer, and of IPv6 those of the process's namespace. */
    private static List<String> names() {
        try {
            return Files.readAllLines(Path.of("/proc/thread-self/net/dev")).stream()
                    .filter(line -> line.indexOf(':') > 0)
                    .map(line -> line.substring(0, line.indexOf(':')).strip())
                    .toList();
        } catch (IOException e) {
            return List.of("those that exist");
        }
    }

    /**
     * Gives an interface as texts show it: {@code lo (1)}, or its index alone where a test did not name it. Which name an
     * index has is not looked up: a text may be made in another network namespace than the run's.
     */
    static String text(int index, String name) {
        return name.isEmpty() ? Integer.toString(index) : name + " (" + index + ")";
    }

    /**
     * The JDK finds no interface that has no address, as one that is down. Sysfs knows all, but of the namespace that it
     * was mounted in, so the process must have one of that name too, and this thread the process's namespace. Gives 0
     * for no such interface.
     */
    private static int indexInSysfs(String name) {
        Path process = Path.of("/proc/self");
        try {
            boolean sameNamespace = Files.readSymbolicLink(process.resolve("ns/net"))
                    .equals(Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")));
            boolean known = Files.readAllLines(process.resolve("net/dev")).stream()
                    .anyMatch(line -> line.strip().startsWith(name + ":"));
            return sameNamespace && known
                    ? Integer.parseInt(Files.readString(Path.of("/sys/class/net", name, "ifindex"))
                            .strip())
                    : 0;
        } catch (IOException | InvalidPathException | NumberFormatException e) {
            return 0;
        }
    }
}
