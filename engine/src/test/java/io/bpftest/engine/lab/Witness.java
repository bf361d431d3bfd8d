package io.bpftest.engine.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.netlink.Interfaces;
import io.bpftest.lab.LabHost;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees whether the kernel has freed a namespace: one end of a cable stands in it, the other in a host of ours, and the
 * kernel removes both with either namespace.
 */
public final class Witness implements AutoCloseable {

    private final LocalLab lab = new LocalLab();
    private final LocalHost host = lab.host("witness");
    private final AtomicInteger number = new AtomicInteger();

    /** Begins to watch a host; gives the name of the cable. */
    public String watch(LabHost watched) {
        LocalHost local = (LocalHost) watched;
        return watch(local.namespace());
    }

    /** Begins to watch the namespace of a file descriptor; gives the name of the cable. */
    public String watch(int namespace) {
        int id = number.getAndIncrement();
        String name = "w" + id;
        byte[] mac = {2, 0, 1, (byte) (id >> 8), (byte) id, 1};
        byte[] far = {2, 0, 1, (byte) (id >> 8), (byte) id, 2};
        Interfaces interfaces = new Interfaces(host.socket());
        assertThat(interfaces
                        .newVeth(
                                new Interfaces.End(name, mac, host.namespace(), 0),
                                new Interfaces.End("watched", far, namespace, 0))
                        .error())
                .isZero();
        return name;
    }

    /** Tells whether the namespace at the other end of a cable is gone. */
    public boolean sees(String name) {
        return new Interfaces(host.socket()).find(name).isPresent();
    }

    /** Waits until the namespace at the other end of a cable is gone. */
    public void awaitGone(String name) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (sees(name)) {
            assertThat(System.nanoTime()).as("still there after a minute").isLessThan(end);
            LockSupport.parkNanos(200_000);
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}
