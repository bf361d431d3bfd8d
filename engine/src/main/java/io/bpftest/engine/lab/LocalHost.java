package io.bpftest.engine.lab;

import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.kernel.NetworkNamespace;
import io.bpftest.engine.kernel.OtherThread;
import io.bpftest.lab.HostCode;
import io.bpftest.lab.LabHost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A network namespace, with a thread in it for what the lab itself does there. */
final class LocalHost implements LabHost {

    private final String name;
    private final Lifetime lifetime;
    private final ExecutorService own;
    private final NetworkNamespace namespace;
    private final HostThreads threads;

    private LocalHost(String name, Lifetime lifetime, ExecutorService own, NetworkNamespace namespace) {
        this.name = name;
        this.lifetime = lifetime;
        this.own = own;
        this.namespace = namespace;
        this.threads = new HostThreads(name, namespace);
    }

    /**
     * Makes a host.
     *
     * @param lifetime ends with the lab
     */
    static LocalHost make(String name, Lifetime lifetime) {
        ExecutorService own = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(null, work, "bpf-test lab " + name, 0, false);
            thread.setDaemon(true);
            return thread;
        });
        try {
            NetworkNamespace namespace =
                    OtherThread.call(own, () -> NetworkNamespace.enterNew("Host " + name + " of a lab cannot be made"));
            return new LocalHost(name, lifetime, own, namespace);
        } catch (RuntimeException | Error e) {
            own.shutdown();
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <T extends @Nullable Object> T call(Duration limit, HostCode<T> code) {
        lifetime.check();
        return threads.call(limit, code);
    }

    /** Does the lab's own work in the host; gives what it gives, or throws what it throws. */
    <T> T inside(Supplier<T> work) {
        lifetime.check();
        return OtherThread.call(own, work);
    }

    /** Ends what runs in the host; gives what goes on regardless. */
    List<String> endCode() {
        return threads.end();
    }

    void close() {
        own.shutdown();
        namespace.close();
    }

    @Override
    public String toString() {
        return "host " + name;
    }
}
