package io.bpftest.engine.lab;

import io.bpftest.engine.place.PlaceThreads;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.XdpMode;
import io.bpftest.lab.XdpPath;
import io.bpftest.lab.XdpRunner;
import io.bpftest.program.XdpProgram;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** A network in the kernel that this JVM runs on. */
public final class LocalLab implements Lab {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,15}");

    private static final long LOOK_NANOS = 200_000;

    private final LabState state = new LabState();
    private final Map<String, LocalHost> hosts = new LinkedHashMap<>();
    private final Topology topology = new Topology();
    private final Deque<LabLink> idleCables = new ArrayDeque<>();
    private int runners;

    @Override
    public synchronized LocalHost host(String name) {
        state.lifetime().check();
        LocalHost known = hosts.get(name);
        if (known == null) {
            if (!NAME.matcher(name).matches()) {
                throw new LabException(new Problem(
                        "A host of a lab cannot be called \"" + name + "\"",
                        name.length() + " characters",
                        "1 to 15 letters, digits, hyphens and underscores",
                        "choose another name"));
            }
            known = LocalHost.make(name, state);
            hosts.put(name, known);
        }
        return known;
    }

    @Override
    public synchronized List<LabHost> hosts() {
        return List.copyOf(hosts.values());
    }

    @Override
    public synchronized LabLink link(LabHost near, LabHost far) {
        return topology().link(own(near), own(far));
    }

    @Override
    public synchronized LabLink netkit(LabHost near, LabHost far) {
        return topology().netkit(own(near), own(far));
    }

    @Override
    public synchronized LabHost bridge(String name, LabHost... members) {
        List<LocalHost> joined = Arrays.stream(members).map(this::own).toList();
        LocalHost made = newHost(name);
        topology().bridge(made, joined);
        return made;
    }

    @Override
    public synchronized LabHost router(String name, LabHost... sides) {
        List<LocalHost> joined = Arrays.stream(sides).map(this::own).toList();
        LocalHost made = newHost(name);
        topology().router(made, joined);
        return made;
    }

    @Override
    public synchronized LabLink vlan(LabLink cable, int id) {
        own(cable.near().host());
        return topology().vlan(cable, id);
    }

    @Override
    public XdpRunner runner(XdpProgram program, XdpPath path) {
        if (path == XdpPath.TEST_RUN) {
            state.lifetime().check();
            return program::run;
        }
        LabLink wire = cableOfARunner();
        state.observers().add(() -> handBack(wire));
        XdpMode mode = path == XdpPath.NATIVE ? XdpMode.NATIVE : XdpMode.GENERIC;
        return state.observers().add(new LiveRunner(program, mode, wire));
    }

    /** Gives one that is free: a lab that many tests share would else get two hosts more with each runner. */
    private synchronized LabLink cableOfARunner() {
        state.lifetime().check();
        LabLink idle = idleCables.poll();
        if (idle != null) {
            return idle;
        }
        int number = runners++;
        return link("sender-" + number, "receiver-" + number);
    }

    private synchronized void handBack(LabLink wire) {
        idleCables.add(wire);
    }

    private Topology topology() {
        state.lifetime().check();
        return topology;
    }

    private LocalHost newHost(String name) {
        if (hosts.containsKey(name)) {
            throw new LabException(new Problem(
                    "The lab already has a host \"" + name + "\"",
                    "hosts " + String.join(", ", hosts.keySet()),
                    "a name of its own for a bridge or router",
                    "choose another name"));
        }
        return host(name);
    }

    private LocalHost own(LabHost host) {
        state.lifetime().check();
        if (host instanceof LocalHost local && hosts.get(local.name()) == local) {
            return local;
        }
        throw new LabException(new Problem(
                host + " cannot be joined to others here",
                "a host of another lab",
                "a host of this lab",
                "use what Lab.host of this lab gave"));
    }

    @Override
    public void await(Duration limit, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                throw new LabException(new Problem(
                        "It did not come about that " + what,
                        "the condition did not hold in " + PlaceThreads.text(limit),
                        what,
                        "look at what should bring it about, or give a longer limit"));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    @Override
    public Checkpoint checkpoint() {
        state.lifetime().check();
        List<Attachment> attached = state.attachments().attached();
        Runnable observers = state.observers().checkpoint();
        Map<LocalHost, Runnable> contents = new LinkedHashMap<>();
        openHosts().forEach(host -> contents.put(host, host.contents().checkpoint()));
        return () -> restore(attached, observers, contents);
    }

    /** Hosts that are not in the map have been made since, and keep nothing. */
    private void restore(List<Attachment> attached, Runnable observers, Map<LocalHost, Runnable> contents) {
        try {
            endCode();
        } finally {
            state.attachments().closeAllBut(attached);
            observers.run();
            openHosts().forEach(host -> contents.getOrDefault(host, host.contents()::close)
                    .run());
        }
    }

    private void endCode() {
        List<String> going = new ArrayList<>();
        openHosts().forEach(host -> going.addAll(host.endCode()));
        PlaceThreads.checkNoneGoesOn("a lab", going);
    }

    private synchronized List<LocalHost> openHosts() {
        return List.copyOf(hosts.values());
    }

    @Override
    public void close() {
        if (!state.lifetime().end()) {
            return;
        }
        try {
            restore(List.of(), state.observers()::close, Map.of());
        } finally {
            List<LocalHost> open = openHosts();
            open.forEach(LocalHost::closeSenders);
            open.forEach(LocalHost::close);
        }
    }
}
