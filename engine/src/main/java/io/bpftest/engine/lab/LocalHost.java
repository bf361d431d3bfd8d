package io.bpftest.engine.lab;

import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.engine.kernel.NetworkNamespace;
import io.bpftest.engine.kernel.OtherThread;
import io.bpftest.engine.place.CallingPlace;
import io.bpftest.engine.place.NamespaceAttachment;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.HostCode;
import io.bpftest.lab.LabHost;
import io.bpftest.program.AttachType;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.Program;
import io.bpftest.program.SkLookupProgram;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A network namespace, with a thread in it for what the lab itself does there. */
final class LocalHost extends CallingPlace implements LabHost {

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

    @Override
    public String title() {
        return "host " + name;
    }

    @Override
    public <T> T onSite(Supplier<T> work) {
        return call(work::get);
    }

    @Override
    public List<Attachment> deciding() {
        return contents().of(Attachment.class).stream()
                .filter(Attachment::isAttached)
                .toList();
    }

    @Override
    public Attachment attach(SkLookupProgram program) {
        return attach(program, AttachType.SK_LOOKUP);
    }

    @Override
    public Attachment attach(FlowDissectorProgram program) {
        return attach(program, AttachType.FLOW_DISSECTOR);
    }

    private Attachment attach(Program program, AttachType type) {
        lifetime.check();
        return contents()
                .add(NamespaceAttachment.make(
                        program, type, namespace.descriptor().number(), title()));
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
        contents().close();
        own.shutdown();
        namespace.close();
    }

    @Override
    public String toString() {
        return title();
    }
}
