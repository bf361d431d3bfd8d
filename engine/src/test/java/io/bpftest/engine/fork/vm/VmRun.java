package io.bpftest.engine.fork.vm;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.engine.fork.GuestLostException;
import io.bpftest.engine.fork.GuestSession;
import io.bpftest.engine.fork.HostJvm;
import io.bpftest.engine.fork.Message;
import io.bpftest.spi.Configuration;
import io.bpftest.spi.VmAccelerator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What classes gave that ran in a virtual machine.
 *
 * @param kernel what its kernel called itself
 * @param said all that it said
 */
record VmRun(String kernel, List<Message> said) {

    static List<KernelImage> kernels() {
        return new KernelCache(Configuration.ofThisJvm().cacheFolder()).all();
    }

    static KernelImage kernel(String version) {
        return new KernelCache(Configuration.ofThisJvm().cacheFolder()).kernel(version);
    }

    static VmPlace place(String version, int memory) {
        return place(version, memory, Optional.empty());
    }

    /** Its machines have the files of a root. */
    static VmPlace place(String version, int memory, Optional<Path> root) {
        Path cache = Configuration.ofThisJvm().cacheFolder().toAbsolutePath();
        return new VmPlace(
                new VmSettings(
                        "qemu-system-x86_64",
                        Optional.empty(),
                        root,
                        memory,
                        OptionalInt.empty(),
                        VmAccelerator.TCG,
                        Duration.ofMinutes(5),
                        cache),
                kernel(version));
    }

    static GuestLaunch launch(Path written) {
        Map<String, String> properties = new HashMap<>(HostJvm.properties());
        properties.put(InVm.WRITTEN, written.toString());
        Path module = Path.of("").toAbsolutePath();
        return new GuestLaunch(
                HostJvm.classPath(),
                properties,
                module,
                List.of(module),
                List.of(written),
                new GuestLimits(Duration.ofMinutes(5), Duration.ofMinutes(5)));
    }

    /** Runs classes to their end. */
    static VmRun of(VmPlace place, Path written, Class<?>... classes) throws GuestLostException {
        return of(place, launch(written), classes);
    }

    /** As {@link #of(VmPlace, Path, Class[])}, with limits and properties of its own. */
    static VmRun of(VmPlace place, GuestLaunch launch, Class<?>... classes) throws GuestLostException {
        List<Message> said = new ArrayList<>();
        try (GuestSession session = new GuestSession(place.start(launch), launch)) {
            Message.Ready ready = session.run(
                    Stream.of(classes)
                            .map(type -> "[engine:junit-jupiter]/[class:" + type.getName() + "]")
                            .toList(),
                    Map.of());
            for (Message next = session.next(); !(next instanceof Message.Done); next = session.next()) {
                said.add(next);
            }
            session.quit();
            return new VmRun(ready.kernel(), said);
        }
    }

    /** The messages of a kind. */
    <M extends Message> List<M> said(Class<M> type) {
        return said.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
