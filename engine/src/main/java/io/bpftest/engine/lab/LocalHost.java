package io.bpftest.engine.lab;

import io.bpftest.engine.attach.Attachments;
import io.bpftest.engine.attach.NetfilterLink;
import io.bpftest.engine.kernel.NetworkNamespace;
import io.bpftest.engine.kernel.OtherThread;
import io.bpftest.engine.netlink.Addresses;
import io.bpftest.engine.netlink.Answer;
import io.bpftest.engine.netlink.Interfaces;
import io.bpftest.engine.netlink.NetlinkSocket;
import io.bpftest.engine.place.CallingPlace;
import io.bpftest.engine.place.NamespaceAttachment;
import io.bpftest.engine.place.PlaceThreads;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.HostCode;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.LabInterface;
import io.bpftest.lab.LabRoute;
import io.bpftest.lab.NetfilterPlace;
import io.bpftest.program.AttachType;
import io.bpftest.program.FlowDissectorProgram;
import io.bpftest.program.LwtProgram;
import io.bpftest.program.LwtSeg6LocalProgram;
import io.bpftest.program.NetfilterProgram;
import io.bpftest.program.Program;
import io.bpftest.program.SkLookupProgram;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A network namespace, with a thread in it for what the lab itself does there. */
final class LocalHost extends CallingPlace implements LabHost {

    private static final int LOOPBACK = 1;

    private final String name;
    private final ExecutorService own;
    private final NetworkNamespace namespace;
    private final NetlinkSocket socket;
    private final PlaceThreads threads;
    private final HostProcesses processes;
    private final LabState lab;
    private final Attachments attached = new Attachments();
    private final Map<String, LocalInterface> interfaces = new LinkedHashMap<>();
    private boolean forwards;
    private boolean six;

    private LocalHost(String name, LabState lab, ExecutorService own, Inside inside) {
        this.name = name;
        this.lab = lab;
        this.own = own;
        this.namespace = inside.namespace;
        this.socket = inside.socket;
        // A thread is made for each call, and need not go back.
        this.threads = new PlaceThreads(title(), namespace::enter, () -> {});
        this.processes = new HostProcesses(name, own);
    }

    /**
     * Makes a host.
     *
     * @param lab what is the whole lab's
     */
    static LocalHost make(String name, LabState lab) {
        ExecutorService own = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(null, work, "bpf-test lab " + name, 0, false);
            thread.setDaemon(true);
            return thread;
        });
        try {
            return new LocalHost(name, lab, own, OtherThread.call(own, () -> Inside.make(name)));
        } catch (RuntimeException | Error e) {
            own.shutdown();
            throw e;
        }
    }

    /** What is in a namespace from the beginning. */
    private record Inside(NetworkNamespace namespace, NetlinkSocket socket) {

        static Inside make(String name) {
            NetworkNamespace namespace = NetworkNamespace.enterNew("Host " + name + " of a lab cannot be made");
            NetlinkSocket socket = null;
            try {
                socket = NetlinkSocket.open();
                Cabling.check(new Interfaces(socket).up(LOOPBACK), "lo of host " + name);
                return new Inside(namespace, socket);
            } catch (RuntimeException e) {
                if (socket != null) {
                    socket.close();
                }
                namespace.close();
                throw e;
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public <T extends @Nullable Object> T call(Duration limit, HostCode<T> code) {
        checkOpen();
        return threads.call(limit, code);
    }

    @Override
    public String title() {
        return "host " + name;
    }

    @Override
    public List<Attachment> deciding() {
        return Stream.concat(attached.attached().stream(), contents().of(Attachment.class).stream())
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
        checkOpen();
        return contents()
                .add(NamespaceAttachment.make(
                        program, type, namespace.descriptor().number(), title()));
    }

    @Override
    public Process start(ProcessBuilder command) {
        checkOpen();
        return processes.start(command);
    }

    @Override
    public LocalInterface networkInterface(String wanted) {
        LocalInterface found;
        List<String> names;
        synchronized (interfaces) {
            found = interfaces.get(wanted);
            names = List.copyOf(interfaces.keySet());
        }
        if (found == null) {
            throw new LabException(new Problem(
                    "Host " + name + " has no interface \"" + wanted + "\"",
                    names.isEmpty() ? "none but lo" : String.join(", ", names),
                    "an interface that the lab made",
                    names.isEmpty() ? "join the host to another first: Lab.link" : "use one of these"));
        }
        return found;
    }

    @Override
    public List<LabInterface> interfaces() {
        synchronized (interfaces) {
            return List.copyOf(interfaces.values());
        }
    }

    void add(LocalInterface made) {
        synchronized (interfaces) {
            interfaces.put(made.name(), made);
            if (forwards) {
                made.forward();
            }
        }
    }

    @Override
    public void add(LabRoute route) {
        Answer answer = new Addresses(socket()).add(HostRoutes.route(this, route, null));
        if (answer.error() != 0) {
            throw new LabException(new Problem(
                    "The " + route + " cannot be added to " + this,
                    "the kernel says " + answer.text(),
                    "a network that the host has no route to yet, and a gateway that it reaches",
                    "correct the route"));
        }
    }

    @Override
    public void forward() {
        checkOpen();
        synchronized (interfaces) {
            forwards = true;
            interfaces.values().forEach(LocalInterface::forward);
        }
        forwardIp6();
    }

    /** Says that the host has IPv6 addresses now: a host that forwards IPv6 announces that it does. */
    void hasIp6() {
        synchronized (interfaces) {
            six = true;
        }
        forwardIp6();
    }

    private void forwardIp6() {
        boolean wanted;
        synchronized (interfaces) {
            wanted = six && forwards;
        }
        if (wanted) {
            inside(HostRoutes::forwardIp6);
        }
    }

    @Override
    public Attachment attach(NetfilterProgram program, NetfilterPlace place) {
        return hold(inside(() -> NetfilterLink.attach(program, place, toString())));
    }

    @Override
    public Attachment attach(LwtProgram program, LabRoute route) {
        return hold(HostRoutes.attach(this, program, route));
    }

    @Override
    public Attachment attach(LwtSeg6LocalProgram program, LabRoute route) {
        return hold(HostRoutes.attach(this, program, route));
    }

    /** The name that the next interface gets. */
    String nextName() {
        synchronized (interfaces) {
            return "eth"
                    + interfaces.keySet().stream()
                            .filter(known -> known.matches("eth\\d+"))
                            .count();
        }
    }

    /** The index that the next interface gets: no other of the lab has it. */
    int nextIndex() {
        return lab.indexes().incrementAndGet();
    }

    /** The name behind one that {@link #nextName} gave. */
    String nameAfter(String given) {
        return "eth" + (Integer.parseInt(given.substring(3)) + 1);
    }

    NetlinkSocket socket() {
        checkOpen();
        return socket;
    }

    int namespace() {
        return namespace.descriptor().number();
    }

    /** Remembers what was attached to the host, its interfaces or its routes; the lab detaches it. */
    <A extends Attachment> A hold(A attachment) {
        attached.add(attachment);
        return lab.attachments().add(attachment);
    }

    /** Has the lab close what watches something in this host. */
    <C extends AutoCloseable> C observe(C observer) {
        return lab.observers().add(observer);
    }

    void checkOpen() {
        lab.lifetime().check();
    }

    /** Does the lab's own work in the host; gives what it gives, or throws what it throws. */
    <T> T inside(Supplier<T> work) {
        checkOpen();
        return OtherThread.call(own, work);
    }

    /** Ends what runs in the host; gives what goes on regardless. */
    List<String> endCode() {
        processes.end();
        return threads.interrupt();
    }

    /** Closes what was opened to send frames. */
    void closeSenders() {
        synchronized (interfaces) {
            interfaces.values().forEach(LocalInterface::close);
        }
    }

    void close() {
        contents().close();
        own.shutdown();
        socket.close();
        namespace.close();
    }

    @Override
    public String toString() {
        return title();
    }
}
