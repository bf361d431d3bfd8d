package io.bpftest.engine.cgroup;

import static io.bpftest.assertion.BpfAssertions.assertThat;
import static io.bpftest.lab.CgroupHook.SOCK_CREATE;
import static io.bpftest.lab.ErrorNumber.EPERM;
import static io.bpftest.lab.SocketKind.UDP4;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.bpftest.BpfCgroup;
import io.bpftest.BpfGlobal;
import io.bpftest.BpfObject;
import io.bpftest.BpfProgram;
import io.bpftest.lab.Cgroup;
import io.bpftest.map.GlobalVariable;
import io.bpftest.program.CgroupSockProgram;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests that run at the same time, each with a group of its own. */
@BpfCgroup
@MakesGroups
class ParallelGroupsTest {

    private static final int TESTS = 6;

    /** Each in a thread of ours: Jupiter's pool does not promise as many at once as it may have. */
    @Test
    void testsOfTheSameTimeDecideAboutAndSeeTheirOwnCallsOnly() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(TESTS);
        try {
            List<Future<Events>> runs = new ArrayList<>();
            for (int i = 0; i < TESTS; i++) {
                runs.add(threads.submit(() -> EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(Parallel.class))
                        .execute()
                        .testEvents()));
            }
            for (Future<Events> run : runs) {
                assertThat(run.get().failed().list()).isEmpty();
                assertThat(run.get().succeeded().count()).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Every second test refuses sockets, each as many as its number says. */
    @BpfObject("cgroup_sockets.bpf.c")
    static class Parallel {

        private static final CyclicBarrier TOGETHER = new CyclicBarrier(TESTS);
        private static final AtomicInteger NUMBERS = new AtomicInteger();

        @Test
        void each(
                @BpfProgram("sock_create") CgroupSockProgram program,
                @BpfGlobal GlobalVariable<Integer> refused,
                @BpfGlobal GlobalVariable<Integer> calls,
                Cgroup group)
                throws Exception {
            int number = 1 + NUMBERS.getAndIncrement() % TESTS;
            boolean refuses = number % 2 == 0;
            refused.set(refuses ? 1 : 0);
            group.attach(program);
            TOGETHER.await(60, TimeUnit.SECONDS);

            for (int i = 0; i < number; i++) {
                if (refuses) {
                    assertThat(group.trySocket(UDP4)).isRefusedWith(EPERM);
                } else {
                    assertThat(group.trySocket(UDP4)).succeeds();
                }
            }
            TOGETHER.await(60, TimeUnit.SECONDS);

            assertThat(calls.get()).isEqualTo(number);
            assertThat(group).runs(SOCK_CREATE, program);
        }
    }
}
