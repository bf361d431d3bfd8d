package io.bpftest.engine.fork.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.engine.fork.GuestLaunch;
import io.bpftest.engine.fork.GuestLimits;
import io.bpftest.engine.fork.GuestSession;
import io.bpftest.engine.fork.HostJvm;
import io.bpftest.engine.fork.Message;
import io.bpftest.spi.Configuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VmPlaceTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"6.1"})
    void testsRunOnTheKernelOfChoice(String version) throws Exception {
        VmSettings settings = VmSettings.of(Configuration.ofThisJvm());
        KernelImage kernel = new KernelCache(settings.cache()).kernel(version);
        Map<String, String> properties = new HashMap<>(HostJvm.properties());
        properties.put("written", folder.toString());
        GuestLaunch launch = new GuestLaunch(
                HostJvm.classPath(),
                properties,
                Path.of("").toAbsolutePath(),
                List.of(Path.of("").toAbsolutePath()),
                List.of(folder),
                new GuestLimits(Duration.ofMinutes(2), Duration.ofSeconds(30)));
        List<Message> said = new ArrayList<>();
        long t0 = System.nanoTime();
        try (GuestSession session = new GuestSession(new VmPlace(settings, kernel).start(launch), launch)) {
            System.err.println("up " + (System.nanoTime() - t0) / 1000000);
            Message.Ready ready =
                    session.run(List.of("[engine:junit-jupiter]/[class:" + InVm.Xdp.class.getName() + "]"), Map.of());
            System.err.println("ready " + (System.nanoTime() - t0) / 1000000);
            assertThat(ready.kernel()).isEqualTo(kernel.release());
            for (Message next = session.next(); !(next instanceof Message.Done); next = session.next()) {
                System.err.println((System.nanoTime() - t0) / 1000000 + " "
                        + next.toString()
                                .substring(
                                        0,
                                        Math.min(
                                                next instanceof Message.Finished f && f.thrown() != null ? 1500 : 120,
                                                next.toString().length())));
                said.add(next);
            }
            session.quit();
            System.err.println("quit " + (System.nanoTime() - t0) / 1000000);
        }
        assertThat(said)
                .filteredOn(Message.Finished.class::isInstance)
                .extracting(message -> ((Message.Finished) message).status())
                .hasSize(3)
                .containsOnly("SUCCESSFUL");
        assertThat(said)
                .filteredOn(Message.Written.class::isInstance)
                .map(message -> (Message.Written) message)
                .singleElement()
                .satisfies(written -> assertThat(written.content()).asString().isEqualTo("left by a test"));
    }
}
