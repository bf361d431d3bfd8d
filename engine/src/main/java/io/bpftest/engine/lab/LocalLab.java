package io.bpftest.engine.lab;

import io.bpftest.error.HostCodeException;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Attachment;
import io.bpftest.lab.Capture;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import io.bpftest.lab.LabLink;
import io.bpftest.lab.XdpMode;
import io.bpftest.lab.XdpPath;
import io.bpftest.lab.XdpRunner;
import io.bpftest.program.XdpProgram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
        int number;
        synchronized (this) {
            number = runners++;
        }
        LabLink wire = link("sender-" + number, "receiver-" + number);
        XdpMode mode = path == XdpPath.NATIVE ? XdpMode.NATIVE : XdpMode.GENERIC;
        LiveRunner runner = new LiveRunner(program, mode, wire);
        state.lifetime().atEnd(runner::close);
        return runner;
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
                        "the condition did not hold in " + HostThreads.text(limit),
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
        List<Capture> captures = state.captures().open();
        List<Runnable> contents =
                openHosts().stream().map(host -> host.contents().checkpoint()).toList();
        return () -> restore(attached, captures, contents);
    }

    private void restore(List<Attachment> attached, List<Capture> captures, List<Runnable> contents) {
        try {
            endCode();
        } finally {
            state.attachments().closeAllBut(attached);
            state.captures().closeAllBut(captures);
            contents.forEach(Runnable::run);
        }
    }

    private void endCode() {
        List<String> going = new ArrayList<>();
        openHosts().forEach(host -> going.addAll(host.endCode()));
        if (!going.isEmpty()) {
            throw new HostCodeException(new Problem(
                    "Code in a lab goes on though it was interrupted",
                    String.join("\n", going),
                    "code that ends when its thread is interrupted",
                    "wait in ways that an interrupt ends, and close sockets that threads read from"));
        }
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
            restore(List.of(), List.of(), List.of());
        } finally {
            List<LocalHost> open = openHosts();
            open.forEach(LocalHost::closeSenders);
            open.forEach(LocalHost::close);
        }
    }
}
