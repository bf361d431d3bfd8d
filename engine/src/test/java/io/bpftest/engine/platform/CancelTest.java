package io.bpftest.engine.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfObject;
import io.bpftest.engine.fork.Guest;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/** Runs on several kernels that are to end early. */
class CancelTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    @BpfObject("verdicts.bpf.c")
    static class Endless {
        @Test
        void waits() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    private final FakeVms vms = new FakeVms("5.10", "6.1", "7.3");

    /** More kernels than may run at a time. */
    private static LauncherDiscoveryRequest request() {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Endless.class))
                .configurationParameter("bpftest.kernels", "5.10,6.1,7.3")
                .configurationParameter("bpftest.kernels.parallel", "2")
                .build();
    }

    private void allAreEnded(Recording run) throws InterruptedException {
        assertThat(vms.launches()).hasSizeBetween(2, 3);
        assertThat(run.events()).noneMatch(event -> event.contains("SUCCESSFUL") && event.contains("method:"));
        for (String kernel : new String[] {"5.10", "6.1", "7.3"}) {
            assertThat(run.events())
                    .anyMatch(event -> (event.startsWith("finished") || event.startsWith("skipped"))
                            && event.contains("[kernel:" + kernel + ","));
        }
    }

    @Test
    void anInterruptedRunLeavesNoMachine() throws Exception {
        FutureTask<Recording> run = new FutureTask<>(() -> vms.run(request()));
        Thread thread = new Thread(run);
        thread.start();
        Guest first = vms.started();
        Guest second = vms.started();

        thread.interrupt();

        allAreEnded(run.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertThat(first.ending(LONG)).startsWith("ended");
        assertThat(second.ending(LONG)).startsWith("ended");
    }

    /** JUnit 6 alone can cancel, by what is experimental there. */
    @Test
    void aCancelledRunLeavesNoMachine() throws Exception {
        assumeTrue(jupiterIs6(), "JUnit 5 has no cancellation");
        Object token = Class.forName("org.junit.platform.engine.CancellationToken")
                .getMethod("create")
                .invoke(null);
        FutureTask<Recording> run = new FutureTask<>(() -> vms.runWith(token, request()));
        new Thread(run).start();
        Guest first = vms.started();
        Guest second = vms.started();

        Method cancel =
                Class.forName("org.junit.platform.engine.CancellationToken").getMethod("cancel");
        cancel.invoke(token);

        allAreEnded(run.get(LONG.toSeconds(), TimeUnit.SECONDS));
        assertThat(first.ending(LONG)).startsWith("ended");
        assertThat(second.ending(LONG)).startsWith("ended");
    }

    private static boolean jupiterIs6() {
        return BpfTestEngine.class.getClassLoader().getResource("org/junit/platform/engine/CancellationToken.class")
                != null;
    }
}
