package io.bpftest.engine.lab;

import io.bpftest.engine.kernel.Lifetime;
import io.bpftest.error.HostCodeException;
import io.bpftest.error.LabException;
import io.bpftest.error.Problem;
import io.bpftest.lab.Lab;
import io.bpftest.lab.LabHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A network in the kernel that this JVM runs on. */
public final class LocalLab implements Lab {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,15}");

    private final Lifetime lifetime = new Lifetime("The lab");
    private final Map<String, LocalHost> hosts = new LinkedHashMap<>();

    @Override
    public synchronized LabHost host(String name) {
        lifetime.check();
        LocalHost known = hosts.get(name);
        if (known == null) {
            if (!NAME.matcher(name).matches()) {
                throw new LabException(new Problem(
                        "A host of a lab cannot be called \"" + name + "\"",
                        name.length() + " characters",
                        "1 to 15 letters, digits, hyphens and underscores",
                        "choose another name"));
            }
            known = LocalHost.make(name, lifetime);
            hosts.put(name, known);
        }
        return known;
    }

    @Override
    public synchronized List<LabHost> hosts() {
        return List.copyOf(hosts.values());
    }

    @Override
    public Checkpoint checkpoint() {
        lifetime.check();
        List<Runnable> known =
                open().stream().map(host -> host.contents().checkpoint()).toList();
        return () -> {
            endCode();
            known.forEach(Runnable::run);
        };
    }

    private synchronized List<LocalHost> open() {
        return List.copyOf(hosts.values());
    }

    private void endCode() {
        List<String> going = new ArrayList<>();
        open().forEach(host -> going.addAll(host.endCode()));
        if (!going.isEmpty()) {
            throw new HostCodeException(new Problem(
                    "Code in a lab goes on though it was interrupted",
                    String.join("\n", going),
                    "code that ends when its thread is interrupted",
                    "wait in ways that an interrupt ends, and close sockets that threads read from"));
        }
    }

    @Override
    public void close() {
        if (!lifetime.end()) {
            return;
        }
        try {
            endCode();
        } finally {
            synchronized (this) {
                hosts.values().forEach(LocalHost::close);
            }
        }
    }
}
