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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Tests that run at the same time, each with a group of its own. */
@BpfCgroup
@MakesGroups
class ParallelGroupsTest {

    private static final int TESTS = 6;

    @Test
    void testsOfTheSameTimeDecideAboutAndSeeTheirOwnCallsOnly() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Parallel.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "" + 2 * TESTS)
                .execute()
                .testEvents();

        assertThat(tests.failed().list()).isEmpty();
        assertThat(tests.succeeded().count()).isEqualTo(TESTS);
    }

    /** Every second test refuses sockets, each as many as its number says. */
    @BpfObject("cgroup_sockets.bpf.c")
    static class Parallel {

        private static final CyclicBarrier TOGETHER = new CyclicBarrier(TESTS);

        @RepeatedTest(TESTS)
        void each(
                @BpfProgram("sock_create") CgroupSockProgram program,
                @BpfGlobal GlobalVariable<Integer> refused,
                @BpfGlobal GlobalVariable<Integer> calls,
                Cgroup group,
                RepetitionInfo repetition)
                throws Exception {
            int number = repetition.getCurrentRepetition();
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
