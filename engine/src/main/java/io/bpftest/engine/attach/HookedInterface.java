package io.bpftest.engine.attach;

import io.bpftest.engine.netlink.Interfaces;
import io.bpftest.engine.netlink.NetlinkSocket;

/**
 * An interface that programs are attached to, from a thread in its network namespace.
 *
 * @param title what it is called, such as {@code eth0 of host a}
 * @param index its index
 * @param socket a socket in its network namespace
 */
public record HookedInterface(String title, int index, NetlinkSocket socket) {

    Interfaces interfaces() {
        return new Interfaces(socket);
    }
}
