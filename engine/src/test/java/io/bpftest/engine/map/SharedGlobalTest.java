package io.bpftest.engine.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.bpftest.Bpf;
import io.bpftest.LoadedObject;
import io.bpftest.MapSpec;
import io.bpftest.ObjectSpec;
import io.bpftest.engine.Frames;
import io.bpftest.error.ObjectClosedException;
import io.bpftest.map.BpfMapHandle;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.XdpProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Variables that several use at once: threads, and objects. */
class SharedGlobalTest {

    private static final String FILE = "src/test/bpf/globals.bpf.c";
    private static final int THREADS = 4;

    record Limits(int port, long rate, boolean strict, int level, String name) {}

    /** The memory goes with the object: who still read it would end the JVM. */
    @Test
    @Timeout(60)
    void threadsThatUseAVariableWhileItsObjectIsClosedAreToldSo() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CountDownLatch running = new CountDownLatch(THREADS);
            List<Future<Throwable>> ends = new ArrayList<>();
            try (LoadedObject object = Bpf.open(FILE).load()) {
                for (int i = 0; i < THREADS; i++) {
                    ends.add(threads.submit(() -> useUntilClosed(object, running)));
                }
                running.await();
            }
            for (Future<Throwable> end : ends) {
                assertThat(end.get()).isInstanceOf(ObjectClosedException.class);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Throwable useUntilClosed(LoadedObject object, CountDownLatch running) {
        try {
            GlobalVariable<Limits> limits = object.global("limits", Limits.class);
            for (int i = 0; ; i = (i + 1) % 8) {
                limits.set(new Limits(i, i, true, i, "abc"));
                assertThat(limits.get().name()).isEqualTo("abc");
                running.countDown();
            }
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    @Test
    void objectsThatShareTheMapOfVariablesShareThem() {
        ObjectSpec second = Bpf.open(FILE);
        try (LoadedObject first = Bpf.open(FILE).load()) {
            MapSpec data = second.maps().stream()
                    .filter(map -> map.name().endsWith(".data"))
                    .findFirst()
                    .orElseThrow();
            data.reuse(first.maps().stream()
                    .filter(map -> map.info().name().equals(data.name()))
                    .findFirst()
                    .map(BpfMapHandle.class::cast)
                    .orElseThrow());
            try (LoadedObject object = second.load()) {
                object.global("mark", Integer.class).set(77);

                assertThat(first.global("mark", Integer.class).get()).isEqualTo(77);
                assertThat(first.program("use", XdpProgram.class)
                                .run(Frames.ofLength(64))
                                .returnValue())
                        .isEqualTo(77);
            }
            assertThat(first.global("mark", Integer.class).get()).isEqualTo(77);
        }
    }
}
