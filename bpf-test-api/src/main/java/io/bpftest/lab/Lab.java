package io.bpftest.lab;

import java.util.List;

/**
 * A throw-away network: hosts, each a network namespace without a name, which the kernel frees when the lab is closed, or
 * when this JVM ends, however it ends. A test takes one as a parameter, or calls {@link io.bpftest.Bpf#lab}.
 *
 * <p>Needs CAP_SYS_ADMIN, for the namespaces, and CAP_NET_ADMIN, for what is in them.
 */
public interface Lab extends TestBed {

    /**
     * Gives the host of a name, making it when it is first asked for.
     *
     * @param name what messages call it, 1 to 15 letters, digits, hyphens and underscores
     * @throws io.bpftest.error.PrivilegeException if this process may not make namespaces; says what it lacks
     * @throws io.bpftest.error.LabException if the name is none
     * @throws io.bpftest.error.ObjectClosedException if the lab is closed
     */
    LabHost host(String name);

    /** Gives the hosts, in the order they were made in. */
    List<LabHost> hosts();
}
